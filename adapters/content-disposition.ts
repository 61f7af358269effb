/**
 * `attachment` with the name as RFC 6266 §4.3 wants it: an ASCII fallback and the UTF-8 form. Everything a header
 * or a quoted string could break on is replaced or percent-encoded.
 */
export function contentDisposition(fileName: string): string {
  const name = fileName.toWellFormed();
  const ascii = name.replace(/[^A-Za-z0-9 ._()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
