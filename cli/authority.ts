import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { publicationOf, readConfiguration } from '../adapters/configuration.ts';
import { type OpenedPorts, openPorts } from '../adapters/ports.ts';
import { type RevocationReason, revocationReasons } from '../core/pki/revocation-list.ts';
import { renewTimestamper, rotateIssuingCa } from '../core/pki/rotation.ts';
import { establishAuthority, findAuthority } from '../core/pki/stored-authority.ts';
import {
  findRevocationList,
  reissueRevocationList,
  renewIssuingLists,
  renewRevocationList,
  revocationOf,
  revokeCertificate,
} from '../core/pki/stored-revocation-list.ts';
import { KeyNotHeld } from '../core/ports/storage-errors.ts';
import { describeAuthority, describeStatus, moment } from './authority-status.ts';
import { reasonWording } from './authority-wording.ts';
import { engineOptions } from './engine-options.ts';
import { requireExistingData } from './existing-data.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { findIssued, type IssuedCertificate } from './issued-certificate.ts';

const options = {
  ...engineOptions,
  organization: { type: 'string' },
  reason: { type: 'string' },
  yes: { type: 'boolean', default: false },
} as const;

type Values = { organization?: string | undefined; reason?: string | undefined; yes: boolean };
type Step = (ports: OpenedPorts, values: Values, operand: string | undefined) => Promise<number>;

const steps: Readonly<Record<string, Step>> = {
  status: async (ports) => {
    process.stdout.write(`${await describeStatus(ports)}\n`);
    return exitCode.done;
  },
  revoke,
  'renew-root-list': renewRootList,
  'renew-timestamp': renewTimestamp,
  'rotate-issuing': rotateIssuing,
};

/** `ikrar authority …`: what is done with the CA by people, in ceremonies (docs/key-ceremony.md). */
export async function authorityCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [name = '', operand, ...rest] = positionals;
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if ((!step && name !== 'create') || rest.length > 0)
    throw new UsageError(`diharapkan create, ${Object.keys(steps).join(', ')}; yang ada "${name}".`);
  const configuration = readConfiguration(process.env, values);
  // Founding an authority may make folders and keys; everything else looks at what stands.
  if (step) await requireExistingData(configuration);
  const ports = await openPorts(configuration);
  try {
    return await (step ? step(ports, values, operand) : create(ports, values, publicationOf(configuration)));
  } catch (error) {
    if (error instanceof KeyNotHeld)
      throw new UsageError(
        'brankas kunci belum memiliki kunci untuk generasi berikutnya; tambahkan kunci KMS pada konfigurasi (docs/key-ceremony.md).',
        { cause: error },
      );
    throw error;
  } finally {
    await ports.close();
  }
}

async function create(ports: OpenedPorts, values: Values, publication?: string): Promise<number> {
  const { organization } = values;
  if (!organization) throw new UsageError('diharapkan --organization "NAMA PEMERINTAH DAERAH".');
  if (await findAuthority(ports.registry)) {
    process.stderr.write('Otoritas sertifikat sudah ada; tidak ada yang diubah.\n');
    return exitCode.data;
  }
  const authority = await establishAuthority(ports, organization, publication);
  await renewRevocationList(ports, 'root');
  await renewIssuingLists(ports);
  process.stdout.write(
    `Otoritas sertifikat dibuat. Salin sidik jari berikut ke Berita Acara:\n\n${describeAuthority(authority)}\n`,
  );
  return exitCode.done;
}

async function renewRootList(ports: OpenedPorts): Promise<number> {
  await reissueRevocationList(ports, 'root');
  const list = await findRevocationList(ports.registry, 'root');
  if (!list) throw new Error('the list which was just issued is not stored');
  process.stdout.write(
    `Daftar pencabutan akar nomor ${list.number} diterbitkan, berlaku sampai ${moment(list.nextUpdate)}.\n`,
  );
  return exitCode.done;
}

async function renewTimestamp(ports: OpenedPorts): Promise<number> {
  const before = await findAuthority(ports.registry);
  await renewTimestamper(ports);
  const after = await findAuthority(ports.registry);
  if (!before || !after) throw new UsageError('otoritas sertifikat belum dibuat.');
  process.stdout.write(
    after.timestampers.length > before.timestampers.length
      ? `Otoritas stempel waktu diperbarui. Salin sidik jari berikut ke Berita Acara:\n\n${describeAuthority(after)}\n`
      : 'Sertifikat stempel waktu masih cukup panjang masa berlakunya; tidak ada yang diubah.\n',
  );
  return exitCode.done;
}

async function rotateIssuing(ports: OpenedPorts, values: Values): Promise<number> {
  await confirmed(
    values,
    'Otoritas penerbit yang baru akan menandatangani semua sertifikat berikutnya. Ini tidak dapat dibatalkan.',
  );
  const authority = await rotateIssuingCa(ports);
  await renewIssuingLists(ports);
  await reissueRevocationList(ports, 'root');
  process.stdout.write(
    `Otoritas penerbit diganti. Salin sidik jari berikut ke Berita Acara:\n\n${describeAuthority(authority)}\n`,
  );
  return exitCode.done;
}

async function revoke(ports: OpenedPorts, values: Values, operand: string | undefined): Promise<number> {
  const reason = readReason(values.reason);
  if (!operand) throw new UsageError('diharapkan nomor seri atau sidik jari SHA-256 sertifikat.');
  const issued = await findIssued(ports.registry, operand);
  if (!issued) {
    process.stderr.write(`Tidak ada sertifikat "${operand}" yang diterbitkan di sini.\n`);
    return exitCode.data;
  }
  const before = await revocationOf(ports.registry, issued.serial);
  if (before) {
    process.stderr.write(
      `Sertifikat ini sudah dicabut pada ${moment(before.revokedAt)}: ${reasonWording[before.reason]}.\n`,
    );
    return exitCode.data;
  }
  await confirmed(
    values,
    `${describeIssued(issued)}\nakan dicabut untuk seterusnya: ${reasonWording[reason]}.`,
  );
  const revokedAt = new Date(Math.floor(ports.clock.now().getTime() / 1000) * 1000);
  await revokeCertificate(ports, { serialNumber: issued.serial, revokedAt, reason });
  process.stdout.write(`Sertifikat ${issued.serial} dicabut pada ${moment(revokedAt)}.\n`);
  return exitCode.done;
}

const describeIssued = ({ commonName, serial, notBefore, notAfter }: IssuedCertificate): string =>
  `Sertifikat "${commonName}", nomor seri ${serial}, berlaku ${moment(notBefore)} sampai ${moment(notAfter)},`;

function readReason(reason: string | undefined): RevocationReason {
  const known = revocationReasons.find((candidate) => candidate === reason);
  if (known) return known;
  const list = revocationReasons.map((name) => `  ${name}: ${reasonWording[name]}`).join('\n');
  throw new UsageError(`diharapkan --reason dengan salah satu alasan berikut:\n${list}`);
}

/** What cannot be taken back is asked first; a script says `--yes`. */
async function confirmed({ yes }: Values, text: string): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY) throw new UsageError(`${text}\nTambahkan --yes untuk melanjutkan.`);
  const questions = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await questions.question(`${text}\nKetik "ya" untuk melanjutkan: `);
  questions.close();
  if (answer.trim() !== 'ya') throw new UsageError('dibatalkan; tidak ada yang diubah.');
}
