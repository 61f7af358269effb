import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PDFDocument, PDFSignature } from 'pdf-lib';
import { expect, test } from 'vitest';
import { documentKinds } from '../../core/typeset/facts.ts';
import { renderRevisionZero } from '../../core/typeset/render.ts';
import { createTypesetter } from '../../core/typeset/typeset.ts';
import { sampleFacts } from './sample-facts.ts';

const typesetter = createTypesetter();

test.each(documentKinds)('%s: revision 0 holds the two empty fields where the frames are', async (kind) => {
  const facts = sampleFacts(kind);
  const boxes = typesetter.typeset(facts).fields;

  const pdf = await PDFDocument.load(await renderRevisionZero(facts, typesetter), { updateMetadata: false });

  const fields = pdf.getForm().getFields();
  expect(fields.map((field) => field.getName())).toEqual(['head', 'regional-head']);
  const height = pdf.getPage(0).getHeight();
  fields.forEach((field, index) => {
    const [widget] = field.acroField.getWidgets();
    const rectangle = widget?.getRectangle();
    const box = boxes[index];
    expect(field).toBeInstanceOf(PDFSignature);
    expect(rectangle?.x).toBeCloseTo(box?.x ?? Number.NaN, 1);
    expect(rectangle?.y).toBeCloseTo(height - (box?.y ?? Number.NaN) - (box?.height ?? Number.NaN), 1);
  });
});

test('the same facts give the same bytes in another process, year, time zone and language, after other documents', async () => {
  const run = (args: readonly string[], env: { readonly [name: string]: string }) =>
    execFileSync(process.execPath, [join(import.meta.dirname, 'print-digests.ts'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });
  const turkish = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' };

  const first = run([], { TZ: 'Asia/Jakarta' });
  const second = run(['8', '2031-12-31T23:59:58Z'], { TZ: 'Pacific/Kiritimati', ...turkish });

  expect(first).toMatch(/^(?:[a-z-]+ [0-9a-f]{64}\n){3}$/);
  expect(second).toBe(first);
  const facts = sampleFacts('piagam-zi');
  const moved = await renderRevisionZero({ ...facts, place: 'Medan' }, typesetter);
  const standing = await renderRevisionZero(facts, typesetter);
  expect(Buffer.from(moved).equals(standing)).toBe(false);
});

test('an emblem is drawn from the bytes whose hash the facts hold, and from no others', async () => {
  const sample = sampleFacts('pakta-integritas');
  const drawing = new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 12"><path d="M0 0H10V12Z"/></svg>',
  );
  const sha256 = createHash('sha256').update(drawing).digest('hex');
  const emblem = { sha256, format: 'svg', description: 'Lambang Kabupaten Langkat' } as const;
  const facts = { ...sample, government: { ...sample.government, emblem } };

  const drawn = await renderRevisionZero(facts, typesetter, drawing);

  expect(Buffer.from(drawn).equals(await renderRevisionZero(facts, createTypesetter(), drawing))).toBe(true);
  const elsewhere = new Uint8Array([...drawing, 0x20]);
  for (const [of, bytes] of [
    [facts, undefined],
    [facts, elsewhere],
    [sample, drawing],
  ] as const)
    await expect(renderRevisionZero(of, typesetter, bytes)).rejects.toMatchObject({ code: 'EMBLEM_DIFFERS' });
});
