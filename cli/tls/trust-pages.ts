import type { X509Certificate } from 'node:crypto';
import { type Assets, assetPaths } from '../../web/asset.ts';
import { trustPage } from '../../web/pages/trust.ts';
import type { Answer } from '../gateway/proxy-answer.ts';

const certificatePath = '/ikrar-kantor.crt';
export const trustPath = '/kepercayaan';

const policy =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page which says how to trust the office's CA, its style, and the CA's certificate; nothing else. */
export function trustPages(
  authority: X509Certificate,
  { assets, publicUrl }: { readonly assets: Assets; readonly publicUrl: string },
): (method: string, path: string) => Answer | undefined {
  const style = assetPaths(assets)['style.css'];
  const page = trustPage(
    { assets: assetPaths(assets), publicUrl },
    {
      certificate: certificatePath,
      sha256: authority.fingerprint256,
      sha1: authority.fingerprint,
      until: authority.validToDate,
    },
  );
  const offered: Readonly<Record<string, { readonly type: string; readonly body: Uint8Array }>> = {
    [trustPath]: { type: 'text/html; charset=utf-8', body: new TextEncoder().encode(page) },
    // DER: Windows, Android and iOS all open it by this type.
    [certificatePath]: { type: 'application/x-x509-ca-cert', body: new Uint8Array(authority.raw) },
    [style]: {
      type: 'text/css; charset=utf-8',
      body: assets.get(style.slice('/assets/'.length))?.body ?? new Uint8Array(),
    },
  };
  return (method, path) => {
    const found = Object.hasOwn(offered, path) ? offered[path] : undefined;
    if (!found || !['GET', 'HEAD'].includes(method)) return undefined;
    return {
      status: 200,
      headers: {
        'content-type': found.type,
        'cache-control': 'no-store',
        'content-security-policy': policy,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      },
      body: found.body,
    };
  };
}
