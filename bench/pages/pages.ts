import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '../../cli/gateway.ts';
import type { Subject } from '../../core/session/invitations.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { routes } from '../../functions/routes.ts';
import { freePort } from '../../test/adapters/loopback-port.ts';
import { openHouse, passphrase } from '../../test/functions/house.ts';
import { manyHeads } from '../../test/functions/many-heads.ts';
import { launchBrowser } from '../../test/web/browser.ts';
import { installPeers } from '../signing/peers.ts';
import { judgePage, type PageScores } from './lighthouse.ts';

const rounds = 3;
const aim = 95;

/**
 * Lighthouse on its phone settings over the pages which people meet, as the gateway serves them, each in a few rounds in
 * turn; the best round counts, since other load only ever takes away, and the worst stands beside it.
 */
export async function benchPages(): Promise<void> {
  await installPeers();
  const folder = await mkdtemp(join(tmpdir(), 'ikrar-bench-'));
  const [port, debugging] = [await freePort(), await freePort()];
  const url = `http://localhost:${port}`;
  const house = await openHouse(folder, manyHeads(20), url);
  await house.enrolEverybody();
  const sign = async (person: string, ids: readonly string[]) => {
    const act = await signDocuments(house.ports, {
      person,
      passphrase,
      evenUnopened: true,
      documents: await Promise.all(ids.map(async (id) => ({ id, shown: (await house.shown(id)).slice(33) }))),
    });
    if (act.outcome !== 'done' || act.results.some(({ outcome }) => outcome !== 'signed'))
      throw new Error(`signing ${ids}: ${JSON.stringify(act)}`);
  };
  const [complete = ''] = house.documentsOf(1);
  for (let head = 1; head < 20; head++) await sign(house.person(head), house.documentsOf(head));
  await sign(house.plan.regionalHead, [complete]);
  await house.finish();
  const gateway = await startGateway({ port, routes, doors: house.doors });
  const browser = await launchBrowser([`--remote-debugging-port=${debugging}`]);
  const enter = async (of: Subject, home: string): Promise<string> => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${url}/masuk#${await house.link(of)}`);
    await page.waitForURL(url + home);
    const cookies = await context.cookies();
    await context.close();
    return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  };
  const signer = { role: 'signer', campaign: '2027' } as const;
  const head = await enter({ ...signer, person: house.person(0) }, '/meja');
  const regent = await enter({ ...signer, person: house.plan.regionalHead }, '/meja');
  const hr = await enter({ role: 'hr', campaign: '2027' }, '/papan');
  const code = house.plan.documents.find(({ id }) => id === complete)?.code;
  const pages: readonly (readonly [name: string, path: string, cookie?: string])[] = [
    ['entrance, without a link', '/masuk'],
    ['public page of a complete document', `/d/${code}`],
    ['a head’s desk', '/meja', head],
    ['a document to read and sign', `/dokumen/${house.documentsOf(0)[0]}`, head],
    ['the regional head’s desk, 56 documents', '/meja', regent],
    ['HR’s board', '/papan', hr],
    ['the big screen', '/muster/2027', hr],
  ];
  try {
    const results = new Map<string, PageScores[]>();
    for (let round = 0; round < rounds; round++)
      for (const [name, path, cookie] of pages) {
        const scores = await judgePage(debugging, url + path, cookie);
        results.set(name, [...(results.get(name) ?? []), scores]);
      }
    write(`Lighthouse, phone settings, best of ${rounds} rounds (worst performance in brackets); aim ${aim}`);
    write('page | performance | accessibility | best practices | LCP, ms | blocked, ms | layout shift');
    write('--- | --- | --- | --- | --- | --- | ---');
    for (const [name, all] of results) {
      const [best, ...others] = all.toSorted((a, b) => b.performance - a.performance);
      if (!best) continue;
      write(
        [
          name,
          `${best.performance} (${others.at(-1)?.performance ?? best.performance})`,
          best.accessibility,
          best['best-practices'],
          best.largestContentfulPaint.toFixed(0),
          best.blocked.toFixed(0),
          best.layoutShift.toFixed(3),
        ].join(' | '),
      );
    }
  } finally {
    await browser.close();
    await gateway.close();
    await rm(folder, { recursive: true });
  }
}

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
