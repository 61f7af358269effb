import { startGateway } from '../../cli/gateway.ts';
import { currentRevision } from '../../core/document/document.ts';
import { signDocuments } from '../../core/signing/sign-documents.ts';
import { routes } from '../../functions/routes.ts';
import { freePort } from '../adapters/loopback-port.ts';
import { openHouse, passphrase } from '../functions/house.ts';
import { manyHeads } from '../functions/many-heads.ts';
import { launchBrowser, openPage, phone, picture } from '../web/browser.ts';

export type QueueRun = {
  readonly documents: number;
  readonly signedOnce: number;
  readonly portions: number;
  /** Milliseconds, from the server's side of the longest portion. */
  readonly longest: number;
  readonly seconds: number;
};

/** The regional head of a whole government signs every document in one act, on a phone: three for each office. */
export async function queueRun(folder: string, offices: number): Promise<QueueRun> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const house = await openHouse(folder, manyHeads(offices), url);
  await house.enrolEverybody();
  const heads = Array.from({ length: offices }, (_, head) => head);
  const documents = heads.flatMap((head) => house.documentsOf(head));
  for (const head of heads)
    await signDocuments(house.ports, {
      person: house.person(head),
      passphrase,
      evenUnopened: true,
      documents: await Promise.all(
        house
          .documentsOf(head)
          .map(async (id) => ({ id, shown: currentRevision(await house.load(id)) ?? '' })),
      ),
    });
  const gateway = await startGateway({ port, routes, doors: house.doors });
  const browser = await launchBrowser();
  try {
    const page = await openPage(await browser.newContext(phone));
    const person = house.plan.regionalHead;
    await page.goto(`${url}/masuk#${await house.link({ role: 'signer', campaign: '2027', person })}`);
    await page.waitForURL(`${url}/meja`);
    await picture(page, `antrean-${documents.length}-1-meja`);
    await page.click('button[name=semua]');
    await page.waitForURL(/\/antrean\//);
    const took: number[] = [];
    page.on('requestfinished', (request) => {
      if (request.url().endsWith('/bagian')) took.push(request.timing().responseEnd);
    });
    await page.check('#confirmed');
    await page.check('#unopened');
    await page.fill('#passphrase', passphrase);
    await picture(page, `antrean-${documents.length}-2-daftar`);
    const started = performance.now();
    await page.click('form[data-list] button[type=submit]');
    await page.waitForSelector('[data-list-said]:has-text("dokumen ditandatangani")');
    await picture(page, `antrean-${documents.length}-3-berjalan`);
    await page.waitForSelector(`[data-list-said]:has-text("Semua ${documents.length} dokumen telah")`, {
      timeout: 300_000,
    });
    const seconds = (performance.now() - started) / 1000;
    await picture(page, `antrean-${documents.length}-4-hasil`);
    const loaded = await Promise.all(documents.map((id) => house.load(id)));
    const signedOnce = loaded.filter(
      ({ signatures }) => signatures.filter((one) => one.person === person).length === 1,
    ).length;
    return {
      documents: documents.length,
      signedOnce,
      portions: took.length,
      longest: Math.max(...took),
      seconds,
    };
  } finally {
    await browser.close();
    await gateway.close();
  }
}
