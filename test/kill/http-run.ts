import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fsck } from '../../core/audit/fsck.ts';
import { findCampaign } from '../../core/campaign/campaign.ts';
import { loadPlan, type PlannedDocument } from '../../core/campaign/plan.ts';
import { Documents } from '../../core/document/documents.ts';
import { drain } from '../../core/effects/drain.ts';
import { findPerson } from '../../core/person/person.ts';
import { unlock } from '../../core/person/unlock.ts';
import { defaultCost } from '../../core/pki/managed-key.ts';
import type { Registry } from '../../core/ports/registry.ts';
import { issueInvitation } from '../../core/session/invitations.ts';
import { openSession } from '../../core/session/sessions.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { activate } from '../person/activate.ts';
import { openHouse, sheetRevisionZero } from './house.ts';
import type { KillReport } from './kill-run.ts';
import { prepareFolder } from './prepare-folder.ts';

const passphrase = 'kata sandi yang panjang';
const publicUrl = 'http://localhost:3000';

/** A browser that is logged in; sessions outlive the server. */
type Visitor = { readonly person: string; readonly cookie: string; readonly form: string };
type Told = { readonly id: string; readonly person: string };

/** The same as `killRun`, through `ikrar serve` and its pages. Ends when every document is complete. */
export async function httpKillRun(options: {
  readonly kills: number;
  readonly units: number;
  readonly within: number;
}): Promise<KillReport> {
  const folder = await mkdtemp(join(tmpdir(), 'ikrar-kill-http-'));
  const report = { kills: 0, acknowledged: 0, lost: 0, findings: [] as string[], finished: 0 };
  try {
    await prepareFolder(folder, options.units);
    const { visitors, planned } = await prepareSeason(folder);
    const told: Told[] = [];
    while (report.finished === 0) {
      const last = report.kills === options.kills;
      if (last) await unlockAll(folder, visitors);
      const server = await startServer(folder);
      let alive = true;
      const ended = new Promise<void>((resolve) =>
        server.child.once('close', () => {
          alive = false;
          resolve();
        }),
      );
      if (!last) setTimeout(() => server.child.kill('SIGKILL'), Math.random() * options.within);
      const open = () => alive;
      const browseAll = (some: readonly Visitor[]) =>
        Promise.all(some.map((visitor) => browse(server.url, visitor, planned, told, open)));
      // The regional head comes last in the plan; whoever has time to the end waits for the heads.
      if (last) await browseAll(visitors.slice(0, -1));
      await browseAll(last ? visitors.slice(-1) : visitors);
      if (last) await untilComplete(folder, planned).finally(() => server.child.kill('SIGTERM'));
      await ended;
      if (last) report.finished = 1;
      else report.kills += 1;
      await inspect(folder, told, report);
    }
    report.acknowledged = told.length;
    return report;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepareSeason(folder: string) {
  const ports = { ...(await openHouse(folder)), revisionZero: await sheetRevisionZero(folder) };
  try {
    await drain(ports, ['populate', 'render']);
    const campaign = await findCampaign(ports.registry, '2027');
    if (!campaign) throw new Error('expected a campaign');
    const plan = await loadPlan(ports.working, campaign.plan);
    const visitors: Visitor[] = [];
    for (const { id: person } of plan.persons) {
      // At today's cost: the server would stretch a cheaper key anew, in somebody's few rounds.
      await activate(ports, { person, passphrase, cost: defaultCost });
      const token = await issueInvitation(ports, { role: 'signer', campaign: campaign.id, person });
      const opened = await openSession(ports, token);
      if (!opened) throw new Error('expected a session');
      visitors.push({ person, cookie: opened.cookie, form: opened.session.formToken });
    }
    return { visitors, planned: plan.documents };
  } finally {
    await ports.close();
  }
}

async function startServer(folder: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const port = await freePort();
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../cli/ikrar.js'), 'serve'], {
    env: { ...process.env, IKRAR_DATA: folder, PORT: String(port), IKRAR_PUBLIC_URL: publicUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    // Read to its end: a server whose log nobody reads stops at a full pipe.
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Ikrar berjalan di')) resolve();
    });
    child.once('close', (code) => reject(new Error(`ikrar serve ended with ${code}`)));
  });
  return { child, url: `http://127.0.0.1:${port}` };
}

/** Opens each document's page and signs what it offers, several times over: the regent's turn comes after the heads'. */
async function browse(
  url: string,
  { person, cookie, form }: Visitor,
  planned: readonly PlannedDocument[],
  told: Told[],
  open: () => boolean,
): Promise<void> {
  const headers = { cookie: `ikrar=${cookie}`, origin: publicUrl };
  for (let round = 0; round < 4; round++)
    for (const { id } of planned) {
      if (!open()) return;
      try {
        const page = await fetch(`${url}/dokumen/${id}`, { headers });
        const offered = /name="documents" value="([0-9a-f]{32}:[0-9a-f]{64})"/.exec(await page.text())?.[1];
        if (!offered) continue;
        const body = new URLSearchParams({
          form,
          documents: offered,
          passphrase,
          confirmed: 'ya',
          unopened: 'ya',
        });
        const answer = await fetch(`${url}/tanda-tangan`, {
          method: 'POST',
          headers,
          body,
          redirect: 'manual',
        });
        if (answer.headers.get('location')?.endsWith('hasil=tercatat')) told.push({ id, person });
      } catch (error) {
        // The connection broke with the server: nothing was told.
        if (!(error instanceof TypeError)) throw error;
      }
    }
}

/** As HR does: whose press was killed five times in a row is locked, since each counts as an attempt until it succeeds. */
async function unlockAll(folder: string, visitors: readonly Visitor[]): Promise<void> {
  const ports = await openHouse(folder);
  try {
    for (const { person } of visitors) await unlock(ports, { person, by: { role: 'operator' } });
  } finally {
    await ports.close();
  }
}

async function untilComplete(folder: string, planned: readonly PlannedDocument[]): Promise<void> {
  const ports = await openHouse(folder);
  try {
    const documents = new Documents(ports.registry);
    for (const { id } of planned)
      for (let patience = 1200; (await documents.load(id))?.state.name !== 'complete'; patience--) {
        if (patience === 0) throw new Error(await standing(ports.registry, id));
        await new Promise((resume) => setTimeout(resume, 50));
      }
  } finally {
    await ports.close();
  }
}

/** Where it stopped, and whether whoever is awaited may sign: a press that was killed counts as an attempt. */
async function standing(registry: Registry, id: string): Promise<string> {
  const document = await new Documents(registry).load(id);
  const state = document?.state;
  const awaited = state?.name === 'awaiting' ? document?.created.slots[state.slot]?.person : undefined;
  const person = awaited === undefined ? undefined : await findPerson(registry, awaited);
  const told = { state: state?.name, trouble: document?.trouble, lock: person?.lock };
  return `document ${id} does not become complete: ${JSON.stringify(told)}`;
}

async function inspect(folder: string, told: readonly Told[], report: { lost: number; findings: string[] }) {
  const ports = await openHouse(folder);
  try {
    const documents = new Documents(ports.registry);
    for (const { id, person } of told)
      if (!(await documents.load(id))?.signatures.some((signature) => signature.person === person))
        report.lost += 1;
    for await (const { code, key, message } of fsck(ports))
      report.findings.push(`${code} ${key}: ${message}`);
  } finally {
    await ports.close();
  }
}
