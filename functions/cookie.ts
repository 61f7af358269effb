/**
 * `__Host-` binds the cookie to this very host over https (RFC 6265bis §4.1.3.2). Browsers refuse that prefix
 * over http, which only localhost uses.
 */
export const cookieName = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-ikrar' : 'ikrar';

export function sessionCookie(publicUrl: string, value: string, seconds: number): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookieName(publicUrl)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`;
}

/** `cookies` as API Gateway gives them: one `name=value` each. Two of our name are nobody's. */
export function readCookie(publicUrl: string, cookies: readonly string[] | undefined): string | undefined {
  const prefix = `${cookieName(publicUrl)}=`;
  const found = (cookies ?? []).map((one) => one.trim()).filter((one) => one.startsWith(prefix));
  return found.length === 1 ? found[0]?.slice(prefix.length) : undefined;
}
