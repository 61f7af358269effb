import type { X509Certificate } from 'node:crypto';
import { AssetMissing, type Assets, assetPaths } from '../../web/asset.ts';
import { trustPage } from '../../web/pages/trust.ts';
import type { Answer } from '../gateway/proxy-answer.ts';

const certificatePath = '/ikrar-kantor.crt';
export const trustPath = '/kepercayaan';

const policy =
  "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

type Offered = { readonly type: string; readonly body: Uint8Array };

/** The page which says how to trust the office's CA, its style and icon, and the CA's certificate; nothing else. */
export function trustPages(
  authority: X509Certificate,
  { assets, publicUrl }: { readonly assets: Assets; readonly publicUrl: string },
): (method: string, path: string) => Answer | undefined {
  const { 'style.css': style, 'icon.svg': icon } = assetPaths(assets);
  const file = (path: string): [string, Offered] => {
    const asset = assets.get(path.slice('/assets/'.length));
    if (!asset) throw new AssetMissing(`expected an asset ${path}`);
    return [path, asset];
  };
  const page = trustPage(
    { assets: assetPaths(assets), publicUrl },
    {
      certificate: certificatePath,
      sha256: authority.fingerprint256,
      sha1: authority.fingerprint,
      until: authority.validToDate,
    },
  );
  const offered: Readonly<Record<string, Offered>> = {
    [trustPath]: { type: 'text/html; charset=utf-8', body: new TextEncoder().encode(page) },
    // DER: Windows, Android and iOS all open it by this type.
    [certificatePath]: { type: 'application/x-x509-ca-cert', body: new Uint8Array(authority.raw) },
    ...Object.fromEntries([file(style), file(icon)]),
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
