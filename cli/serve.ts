import { hostname, networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { type Configuration, readConfiguration } from '../adapters/configuration.ts';
import { systemClock } from '../adapters/embedded/system-clock.ts';
import { systemRandomness } from '../adapters/embedded/system-randomness.ts';
import { openPorts } from '../adapters/ports.ts';
import type { EffectPorts } from '../core/effects/run-effect.ts';
import { trustForeignRoots } from '../core/pki/stored-foreign-trust.ts';
import { renderRevisionZero } from '../core/typeset/render.ts';
import { createTypesetPool } from '../core/typeset/typeset-pool.ts';
import type { DoorDependencies } from '../functions/dependencies.ts';
import { errorFacts, powertoolsLog, timestampEvents } from '../functions/log.ts';
import { routes } from '../functions/routes.ts';
import { buildAssets } from '../web/assets.ts';
import { type DemoLinks, demoPassphrase, issueDemoLinks, prepareDemo } from './demo-season.ts';
import { openDoors } from './doors.ts';
import { engineOptions } from './engine-options.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { readRoots } from './foreign-roots.ts';
import type { TemporaryFiles } from './gateway/temporary-file.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { introduction } from './introduction.ts';
import { largeBodies } from './large-bodies.ts';
import { openPlainPort, type PlainPort } from './tls/plain-port.ts';
import { type TlsPlan, tlsOptions, tlsPlan } from './tls/tls-plan.ts';
import { openTls, type TlsService } from './tls/tls-service.ts';
import { startWorkerLoop } from './worker-loop.ts';

/** `ikrar serve`: the doors of the CDK app behind a local gateway, and the workers beside them, until Ctrl-C. */
export async function serveCommand(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...engineOptions,
      ...tlsOptions,
      demo: { type: 'boolean', default: false },
      host: { type: 'string' },
    },
  });
  const { publicUrl, plan } = tlsPlan(values, process.env, {
    hostname: hostname(),
    interfaces: networkInterfaces(),
  });
  const configuration = readConfiguration({ ...process.env, IKRAR_PUBLIC_URL: publicUrl }, values);
  // Without TLS only what stands before it on this machine may reach it.
  const { host = plan ? '0.0.0.0' : '127.0.0.1' } = values;
  const assets = await buildAssets();
  const tls = plan && (await openTls(plan, { ...configuration, assets, ...system }));
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  const log = powertoolsLog('ikrar');
  const ports = await openPorts(configuration, timestampEvents(log));
  if (configuration.timestamps.rootsFile !== undefined)
    await trustForeignRoots(ports, 'timestamp', await readRoots(configuration.timestamps.rootsFile));
  const pool = createTypesetPool();
  const effects: EffectPorts = {
    ...ports,
    revisionZero: (facts, emblem) => renderRevisionZero(facts, pool, emblem),
  };
  try {
    const gateway = await listen(configuration, host, ports, tls, {
      ports,
      publicUrl: configuration.publicUrl,
      signerKey: configuration.signerKey,
      assets,
      ownTlsAuthority: plan?.kind === 'office',
      sample: values.demo,
      // Whoever enters as HR from elsewhere has no business with what lies on this machine.
      ...(ports.mailFolder && (values.demo || isLoopback(host)) ? { mailFolder: ports.mailFolder } : {}),
      log,
    });
    const renewing = tls && renewDaily(tls, gateway);
    let plain: PlainPort | undefined;
    try {
      plain = tls && plan?.kind === 'office' ? await openPlain(plan, tls, host, configuration) : undefined;
      const preparing = values.demo
        ? demo(effects, configuration.publicUrl)
        : introduction(effects, configuration.publicUrl);
      // Ctrl-C during the preparation: what is half done goes on at the next start.
      const ready = await Promise.race([preparing, stopped]);
      if (ready === undefined) {
        preparing.catch(() => undefined);
        return exitCode.done;
      }
      const worker = startWorkerLoop(effects, (error) =>
        log({ event: 'record-failed', error: errorFacts(error) }),
      );
      process.stdout.write(
        `\n${ready}\n\n${tls?.describe() ? `${tls.describe()}\n\n` : ''}Ikrar berjalan di ${tls ? configuration.publicUrl : gateway.url} (data: ${configuration.dataFolder}). Ctrl-C untuk berhenti.\n`,
      );
      await stopped;
      process.stderr.write('\nMenghentikan layanan…\n');
      await gateway.close();
      await worker.stop();
    } finally {
      clearInterval(renewing);
      await plain?.close();
      await gateway.close();
    }
    return exitCode.done;
  } finally {
    await pool.close();
    await ports.close();
  }
}

const isLoopback = (host: string): boolean => ['127.0.0.1', '::1', 'localhost'].includes(host);

async function listen(
  configuration: Configuration,
  host: string,
  files: TemporaryFiles,
  tls: TlsService | undefined,
  dependencies: DoorDependencies,
): Promise<Gateway> {
  try {
    return await startGateway({
      port: configuration.port,
      host,
      routes,
      doors: openDoors(dependencies),
      files,
      ...(tls ? { tls: tls.identity, localPages: tls.pages } : {}),
      ...largeBodies(dependencies),
      onFailure: ({ reason, routeKey, error }) =>
        dependencies.log({
          event: 'request-failed',
          route: routeKey,
          reference: reason,
          error: errorFacts(error),
        }),
    });
  } catch (cause) {
    throw portTaken(cause, configuration.port, 'PORT=3001 npm start');
  }
}

function portTaken(cause: unknown, port: number, example: string): unknown {
  return cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
    ? new UsageError(`porta ${port} sedang dipakai program lain; pilih yang lain, misalnya ${example}.`, {
        cause,
      })
    : cause;
}

const system = { clock: systemClock, randomness: systemRandomness } as const;

async function openPlain(
  { httpPort }: Extract<TlsPlan, { kind: 'office' }>,
  { pages }: TlsService,
  host: string,
  { publicUrl }: Configuration,
): Promise<PlainPort> {
  try {
    return await openPlainPort({ port: httpPort, host, pages, publicUrl });
  } catch (cause) {
    throw portTaken(cause, httpPort, '--http-port 8080');
  }
}

/** A server may run for years: what ends is renewed, and what somebody else renewed on disk is read. */
function renewDaily(tls: TlsService, gateway: Gateway): NodeJS.Timeout {
  return setInterval(() => {
    tls
      .renew()
      .then((identity) => gateway.renewTls(identity))
      // The one in force serves on; the operator is told each day until it is repaired.
      .catch((error: unknown) =>
        process.stderr.write(`TLS: ${error instanceof Error ? error.message : String(error)}\n`),
      );
  }, 86_400_000).unref();
}

async function demo(ports: EffectPorts, publicUrl: string): Promise<string> {
  const campaign = await prepareDemo(ports, publicUrl);
  if (!campaign) throw new UsageError('data contoh tidak dapat dimasukkan; lihat pesan di atas.');
  return describeDemo(await issueDemoLinks(ports, campaign, publicUrl));
}

function describeDemo({ hr, head, newcomer, regionalHead, publicDocument }: DemoLinks): string {
  const person = (of: { name: string; position: string; link: string }) =>
    `  ${of.name}, ${of.position}:\n    ${of.link}`;
  return [
    'DATA CONTOH: seluruh nama, NIP, dan angka rekaan.',
    '',
    'Pengelola kepegawaian (papan penandatanganan):',
    `    ${hr}`,
    'Kepala perangkat daerah:',
    ...(head ? [person(head)] : []),
    ...(newcomer
      ? [
          'Kepala perangkat daerah yang belum aktivasi, untuk mencoba kunjungan pertama:',
          person(newcomer),
          `    Kode aktivasi (terpisah dari tautan): ${newcomer.code}`,
        ]
      : []),
    'Kepala daerah:',
    person(regionalHead),
    ...(publicDocument ? ['Halaman publik sebuah dokumen yang lengkap:', `    ${publicDocument}`] : []),
    '',
    `Passphrase contoh untuk semua penanda tangan yang sudah aktif: ${demoPassphrase}`,
  ].join('\n');
}
