/** Fit to be printed on real documents for ever and to take passphrases: https, on a name of its own, no path. */
export function isPublic(publicUrl: string): boolean {
  const { protocol, hostname, pathname, username } = new URL(publicUrl);
  const local = /(^|\.)localhost$/.test(hostname) || /^[\d.]+$|^\[/.test(hostname);
  return protocol === 'https:' && !local && pathname === '/' && username === '';
}
