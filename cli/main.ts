import { ConfigurationRefused } from '../adapters/configuration.ts';
import { exitCode, UsageError } from './exit-code.ts';

type Command = (args: string[]) => Promise<number>;

/** Each command is loaded when it is called: `verify` does not wait for the typesetter. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  import: async () => (await import('./import.ts')).importCommand,
  template: async () => (await import('./template.ts')).templateCommand,
  link: async () => (await import('./link.ts')).linkCommand,
  'trust-tsa': async () => (await import('./foreign-roots.ts')).trustCommand('timestamp'),
  'trust-signer': async () => (await import('./foreign-roots.ts')).trustCommand('signature'),
  verify: async () => (await import('./verify.ts')).verifyCommand,
  extend: async () => (await import('./extend.ts')).extendCommand,
  authority: async () => (await import('./authority.ts')).authorityCommand,
  fsck: async () => (await import('./fsck.ts')).fsckCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
};

const help = `ikrar — pakta integritas, perjanjian kinerja, dan piagam zona integritas yang ditandatangani secara elektronik

  ikrar serve [--demo] [--registry sqlite|dynamodb] [--archive folder|s3] [--vault file|kms] [--host ALAMAT]
              [--public-url URL] [--tls [--http-port PORTA] | --tls-cert BERKAS --tls-key BERKAS]
      menjalankan layanan di http://localhost:3000 (PORT), data di .ikrar/ (IKRAR_DATA); --tls untuk jaringan kantor:
      https dengan sertifikat buatan sendiri (cara mempercayainya di http://…:3001/kepercayaan), atau yang diberikan
  ikrar import --government F|FOLDER --roster F --sasaran F --program F --year TAHUN [--date TTTT-BB-HH]
      memasukkan data dan membuat dokumen satu tahun
  ikrar template list | sample JENIS | preview JENIS [--data BERKAS] [--government FOLDER] [--out FOLDER] [--watch]
      untuk penyusun templat: jenis dokumen dan versinya, contoh data, pratinjau PDF dan PNG (docs/templates.md)
  ikrar link [--year TAHUN]
      membuat tautan masuk baru untuk pengelola kepegawaian; tautan yang lama tidak berlaku lagi
  ikrar trust-tsa BERKAS.pem
  ikrar trust-signer BERKAS.pem
      mempercayai akar otoritas stempel waktu lain (IKRAR_TSA), hanya untuk stempel waktu dan untuk seterusnya
  ikrar demo --out FOLDER [--government F] [--roster F] [--sasaran F] [--program F] [--year 2027] [--json]
      seluruh rangkaian tanpa halaman: dari data sampai berkas yang ditandatangani lengkap; tanpa IKRAR_PUBLIC_URL
      (https://…) setiap berkas bertanda data contoh
  ikrar verify BERKAS… [--trust BERKAS]… [--crl BERKAS]… [--at WAKTU] [--explain | --json]
      memeriksa tanda tangan: 0 sah, 1 tidak sah, 2 belum dapat dipastikan (ikrar verify --help)
  ikrar extend --all-due | KODE… [--dry-run]
      memperpanjang perlindungan arsip sebelum sertifikat penanda waktunya berakhir; layanan melakukannya sendiri.
      --dry-run hanya menyebutkan yang jatuh tempo dan kapan berikutnya
  ikrar authority status | create --organization NAMA | renew-root-list | renew-timestamp | rotate-issuing [--yes]
      otoritas sertifikat: keadaan, pembuatan, dan langkah upacara kunci (docs/key-ceremony.md)
  ikrar authority revoke NOMOR_SERI_ATAU_SIDIK_JARI --reason ALASAN [--yes]
      mencabut sebuah sertifikat untuk seterusnya
  ikrar fsck
      memeriksa seluruh data tanpa mengubahnya
  ikrar backup BERKAS | ikrar restore BERKAS
      mencadangkan dan memulihkan folder data, termasuk kunci otoritas sertifikat
`;

export async function main(argv: string[]): Promise<number> {
  const [name = '', ...args] = argv;
  if (['help', '--help', '-h'].includes(name)) {
    process.stdout.write(help);
    return exitCode.done;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    process.stderr.write(
      `${name === '' ? 'Perintah belum disebutkan.' : `Perintah "${name}" tidak dikenal.`}\n\n${help}`,
    );
    return exitCode.usage;
  }
  try {
    return await (await load())(args);
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigurationRefused) {
      process.stderr.write(`ikrar ${name}: ${error.message}\nLihat "ikrar help".\n`);
      return exitCode.usage;
    }
    if (isParseArgsError(error)) {
      process.stderr.write(
        `ikrar ${name}: pilihan tidak dikenal atau tidak lengkap (${error.message}).\nLihat "ikrar help".\n`,
      );
      return exitCode.usage;
    }
    process.stderr.write(
      `ikrar ${name}: terjadi kesalahan di dalam program.\n${String(error instanceof Error ? error.stack : error)}\n`,
    );
    return exitCode.internal;
  }
}

const isParseArgsError = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
