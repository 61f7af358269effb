import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { describe, expect, test } from 'vitest';
import { documentKinds } from '../../core/typeset/facts.ts';
import { bundledFontFiles } from '../../core/typeset/font-files.ts';
import { present } from '../../core/typeset/presentation.ts';
import { createTypesetter, defaultTemplatesRoot } from '../../core/typeset/typeset.ts';
import { sampleFacts } from '../typeset/sample-facts.ts';

const templatesRoot = defaultTemplatesRoot();
const typesetter = createTypesetter();

const structure = async (pdf: Uint8Array): Promise<PDFDict[]> => {
  const document = await PDFDocument.load(pdf, { updateMetadata: false });
  return document.context
    .enumerateIndirectObjects()
    .map(([, object]) => object)
    .filter((object) => object instanceof PDFDict)
    .filter((object) => object.has(PDFName.of('S')) && object.has(PDFName.of('P')));
};

const text = (value: unknown): string =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : '';

describe.each(documentKinds)('%s', (kind) => {
  const facts = sampleFacts(kind);

  // Typst checks more for UA-1 than for A-2a: alternative texts, heading order, links in headers and footers.
  test('passes the checks that Typst makes for PDF/UA-1', () => {
    const compiler = NodeCompiler.create({
      workspace: templatesRoot,
      fontArgs: [{ fontBlobs: bundledFontFiles().map((file) => readFileSync(file)) }],
    });
    const { result } = compiler.compile({
      mainFilePath: join(templatesRoot, kind, 'template.typ'),
      inputs: { facts: JSON.stringify(present(facts)) },
    });
    if (result === null) throw new Error('expected a document');

    expect(() => compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp: 0 })).not.toThrow();
  });

  test('has one first heading, and figures with alternative texts', async () => {
    const elements = await structure(typesetter.typeset(facts).pdf);

    const ofType = (name: string) =>
      elements.filter((element) => element.get(PDFName.of('S')) === PDFName.of(name));
    const alternatives = ofType('Figure').map((figure) => text(figure.lookup(PDFName.of('Alt'))));
    expect(ofType('H1')).toHaveLength(1);
    expect(alternatives).toHaveLength(2);
    expect(alternatives).toContain(`Kode QR menuju halaman pemeriksaan dokumen, ${facts.link}`);
    if (kind === 'perjanjian-kinerja') {
      expect(ofType('Table')).toHaveLength(2);
      expect(ofType('THead')).toHaveLength(2);
      expect(ofType('TH')).toHaveLength(8);
      for (const header of ofType('TH')) expect(String(header)).toContain('/Scope /Column');
    }
  });

  test('has a bookmark for each heading', async () => {
    const document = await PDFDocument.load(typesetter.typeset(facts).pdf, { updateMetadata: false });

    const titles = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFDict && object.has(PDFName.of('Dest')) && object.has(PDFName.of('Title'))
          ? [text(object.lookup(PDFName.of('Title')))]
          : [],
      );
    expect(titles[0]).toMatch(/^(PAKTA|PERJANJIAN|PIAGAM)/);
    if (kind === 'perjanjian-kinerja')
      expect(titles).toEqual([
        'PERJANJIAN KINERJA TAHUN 2027',
        'LAMPIRAN PERJANJIAN KINERJA TAHUN 2027',
        'A. Sasaran, indikator, dan target',
        'B. Program dan anggaran',
      ]);
  });

  test('embeds only faces from the bundle', async () => {
    const document = await PDFDocument.load(typesetter.typeset(facts).pdf, { updateMetadata: false });

    const names = document.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFDict ? [String(object.get(PDFName.of('FontName')) ?? '')] : [],
      )
      .filter((name) => name !== '');

    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect(name).toMatch(/^\/[A-Z]{6}\+Source(Serif4|Sans3)-/);
  });
});
