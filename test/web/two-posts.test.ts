import { expect, it } from 'vitest';
import { passphrase } from '../functions/house.ts';
import { twoPosts } from '../functions/two-posts.ts';
import { inspect, readToTheEnd } from './browser.ts';
import { listButton, main, openSite, outcomes, said } from './site.ts';

const site = openSite(twoPosts(1));

it('a head of two posts reads six documents in turn and signs them with one passphrase, once each', async () => {
  const documents = site.house.documentsOf(0);
  const page = await site.head(0);
  const passphrases: (string | null)[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/bagian')) passphrases.push(request.postData());
  });

  expect(await main(page)).toContain('6 dokumen menunggu tanda tangan Bapak/Ibu');
  expect(await page.$$eval('.ikrar-group h2', (groups) => groups.map((one) => one.textContent))).toEqual([
    'Dinas Perhubungan Wilayah 1',
    'Dinas Perikanan Wilayah 1',
  ]);
  await inspect(page, 'enam-1-meja');
  await page.click('.ikrar-row__link');
  for (const place of documents.keys()) {
    await page.waitForSelector(`.ikrar-queue__position:has-text("${place + 1} dari 6")`);
    await readToTheEnd(page);
    if (place === 3) await inspect(page, 'enam-2-dokumen');
    await page.click('.ikrar-bottom-bar a.govuk-button');
  }
  await page.waitForURL(/\/meja#tinjau/);
  await page.click('button[name=semua]');
  await page.waitForURL(/\/antrean\//);
  expect(await page.$('[data-unopened]')).toBeNull();
  await page.check('#confirmed');
  await page.fill('#passphrase', passphrase);
  await inspect(page, 'enam-3-daftar');
  await page.click(listButton);
  await said(page, 'Semua 6 dokumen telah');
  await inspect(page, 'enam-4-hasil');

  expect(Object.keys(await outcomes(page)).toSorted()).toEqual(documents.toSorted());
  expect(new Set(Object.values(await outcomes(page)))).toEqual(new Set(['Ditandatangani']));
  expect(passphrases).toHaveLength(2);
  expect(await site.signatures(documents)).toEqual([1, 1, 1, 1, 1, 1]);
  for (const id of documents) {
    const { created, signatures } = await site.house.load(id);
    expect(signatures[0]).toMatchObject({ person: site.house.person(0), opened: true });
    const [slot] = created.slots;
    expect(slot?.position.startsWith('Plt. ')).toBe(created.unit.name.includes('Perikanan'));
  }
  await page.click('text=Ke meja saya');
  await page.waitForURL(`${site.url}/meja`);
  expect(await main(page)).toContain('Sudah ditandatangani: 6 dari 6');
  await inspect(page, 'enam-5-meja-sesudahnya');
});
