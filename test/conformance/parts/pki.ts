import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { certificatePem } from '../../../core/pki/pem.ts';
import { rotateIssuingCa } from '../../../core/pki/rotation.ts';
import {
  findRevocationList,
  renewIssuingLists,
  revokeCertificate,
} from '../../../core/pki/stored-revocation-list.ts';
import { authorityOf, issuedCertificate, openInstallation } from '../../pki/installation.ts';
import type { Checks } from '../checks.ts';
import { runCommand } from '../judges/command.ts';

/** `openssl verify -crl_check_all` over root, two issuing CAs, persons and time-stamping, with our own lists. */
export async function judgePki(checks: Checks, room: string): Promise<void> {
  const opened = await openInstallation(room, 'http://crl.example.go.id');
  const old = await issuedCertificate(opened, 'lama');
  const gone = await issuedCertificate(opened, 'dicabut');
  await rotateIssuingCa(opened);
  await renewIssuingLists(opened);
  const fresh = await issuedCertificate(opened, 'baru');
  const revokedAt = opened.clock.now();
  await revokeCertificate(opened, { serialNumber: gone.serial, revokedAt, reason: 'keyCompromise' });
  const { root, issuers, timestamp } = await authorityOf(opened);
  const file = async (name: string, text: string) => {
    await writeFile(join(room, name), text);
    return join(room, name);
  };
  const trust = await file('root.pem', certificatePem(root));
  const untrusted = await file('issuers.pem', issuers.map((one) => certificatePem(one.certificate)).join(''));
  const lists: string[] = [];
  for (const issuer of ['root', 'issuing', 'issuing-2'] as const) {
    const { list } = (await findRevocationList(opened.registry, issuer)) ?? {};
    if (!list) throw new Error(`no ${issuer} list`);
    const base64 = Buffer.from(list)
      .toString('base64')
      .match(/.{1,64}/g)
      ?.join('\n');
    lists.push(`-----BEGIN X509 CRL-----\n${base64}\n-----END X509 CRL-----\n`);
  }
  const crls = await file('lists.pem', lists.join(''));
  const verify = async (name: string, der: Uint8Array, purpose: string) => {
    const leaf = await file(`${name}.pem`, certificatePem(der));
    const args = ['verify', '-x509_strict', '-crl_check_all', '-CAfile', trust, '-untrusted', untrusted];
    const at = String(opened.clock.now().getTime() / 1000 + 60);
    return runCommand('openssl', [...args, '-attime', at, '-CRLfile', crls, '-purpose', purpose, leaf]);
  };
  for (const [name, der, purpose] of [
    ['a person of the first issuing CA', old.der, 'any'],
    ['a person of the second', fresh.der, 'any'],
    ['the time-stamping authority', timestamp, 'timestampsign'],
  ] as const) {
    const { code, stdout, stderr } = await verify(name.replaceAll(' ', '-'), der, purpose);
    checks.add(`openssl verify -crl_check_all accepts ${name}`, code === 0, `${stdout}${stderr}`.trim());
  }
  const { code, stderr } = await verify('revoked', gone.der, 'any');
  checks.add('openssl refuses a revoked person', code !== 0 && /revoked/.test(stderr), stderr.trim());
}
