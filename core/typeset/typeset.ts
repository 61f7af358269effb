import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { NodeCompiler, type NodeError } from '@myriaddreamin/typst-ts-node-compiler';
import * as z from 'zod';
import { requireEmblem } from './emblem-file.ts';
import { releaseEngineMemory } from './engine-memory.ts';
import { type DocumentFacts, documentFacts, templates } from './facts.ts';
import { bundledFontFiles } from './font-files.ts';
import { present } from './presentation.ts';
import { TypesetError } from './typeset-error.ts';

/** The place of an empty signature field: points, from the top left corner of page `page` (from 1). */
export interface FieldBox {
  readonly name: string;
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** For people who cannot see the frame (PDF/UA-1 7.18.1). */
  readonly tooltip: string;
}

export interface TypesetDocument {
  readonly pdf: Uint8Array;
  /** In signing order. */
  readonly fields: readonly FieldBox[];
  readonly title: string;
  readonly pages: number;
}

/**
 * Synchronous: the engine is native and blocks its thread. A server uses the pool (`typeset-pool.ts`). The engine's memory
 * comes back only when the event loop turns; a loop over many documents must let it.
 */
export interface Typesetter {
  /** `emblem`: the drawing which the facts name; refused when it is another or missing. */
  typeset(facts: DocumentFacts, emblem?: Uint8Array): TypesetDocument;
}

export interface TypesetterOptions {
  /** Folder that holds `shared/` and one folder per kind. */
  readonly templatesRoot?: string;
  readonly fontFiles?: readonly string[];
}

/** A place for the widget must not be smaller than what a signature's appearance needs to be readable. */
const minimumField = { width: 170, height: 60 };
/** An initial prints less. */
const minimumInitial = { width: 120, height: 26 };

const fieldMetadata = z.array(
  z.object({
    value: z
      .strictObject({
        name: z.string(),
        page: z.int(),
        x: z.number(),
        y: z.number(),
        width: z.number(),
        height: z.number(),
        tooltip: z.string(),
      })
      .refine(({ name, width, height }) => {
        const least = name === 'initialling' ? minimumInitial : minimumField;
        return width >= least.width && height >= least.height;
      }, 'expected a field which holds a readable signature'),
  }),
);

const diagnostics = z
  .array(
    z.object({
      message: z.string(),
      path: z.string(),
      range: z.object({ start: z.object({ line: z.int() }) }).nullish(),
    }),
  )
  .min(1);

export const defaultTemplatesRoot = (): string => join(import.meta.dirname, '../../templates');

/** The templates read the facts through `sys.inputs`, and nothing outside `templatesRoot` can be read. */
export const createTypesetter = (options: TypesetterOptions = {}): Typesetter => {
  const templatesRoot = options.templatesRoot ?? defaultTemplatesRoot();
  const fontFiles = options.fontFiles ?? bundledFontFiles();
  // Read once, when the process typesets its first document; a short one gains nothing measurable from more threads.
  process.env.RAYON_NUM_THREADS ??= '1';
  const compiler = NodeCompiler.create({
    workspace: templatesRoot,
    fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
  });

  const fail = (code: 'TEMPLATE_ERROR' | 'TEMPLATE_WARNING', error: NodeError): never => {
    const found = diagnostics.parse(compiler.fetchDiagnostics(error));
    const places = found.map(({ path, range, message }) => {
      const line = range ? range.start.line + 1 : undefined;
      const file = relative(templatesRoot, path);
      return { file, line, text: `${file}${line === undefined ? '' : `:${line}`}: ${message}` };
    });
    throw new TypesetError(code, places.map((place) => place.text).join('\n'), places[0]);
  };

  const exportPdf = (document: Parameters<NodeCompiler['pdf']>[0], creationTimestamp: number): Uint8Array => {
    try {
      // A copy: the engine's buffer is a view into memory that it manages.
      return Uint8Array.from(compiler.pdf(document, { pdfStandard: 'a-2a', creationTimestamp }));
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      const missing = [...message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/gu)].map(
        (m) => m[1],
      );
      if (missing.length > 0)
        throw new TypesetError(
          'MISSING_GLYPH',
          `the bundled fonts have no glyph for: ${[...new Set(missing)].join(' ')}; correct the imported text`,
          undefined,
          { cause },
        );
      throw new TypesetError('EXPORT_REFUSED', `PDF/A-2a refused: ${message}`, undefined, { cause });
    }
  };

  const compileDocument = (unchecked: DocumentFacts, emblem?: Uint8Array): TypesetDocument => {
    const facts = documentFacts.parse(unchecked);
    const standing = templates[facts.kind].version;
    if (facts.template.version !== standing)
      throw new TypesetError(
        'TEMPLATE_VERSION',
        `the facts name version ${facts.template.version} of template ${facts.kind}, here stands ${standing}`,
      );
    const drawing = requireEmblem(facts.government.emblem, emblem);
    // The name holds the hash, so an emblem mapped once never changes.
    if (drawing) compiler.mapShadow(join(templatesRoot, drawing.path), Buffer.from(drawing.bytes));
    const view = present(facts);
    try {
      const compiled = compiler.compile({
        mainFilePath: join(templatesRoot, facts.kind, 'template.typ'),
        inputs: { facts: JSON.stringify(view) },
      });
      const error = compiled.takeError();
      if (error) fail('TEMPLATE_ERROR', error);
      // An unknown font family is only a warning to the engine, and then a system font would decide the bytes.
      const warning = compiled.takeWarnings();
      if (warning) fail('TEMPLATE_WARNING', warning);
      const document = compiled.result;
      if (document === null)
        throw new TypesetError('TEMPLATE_ERROR', 'the engine gave neither document nor error');

      const marks = fieldMetadata.parse(compiler.query(document, { selector: '<signature-field>' }));
      const fields = facts.slots
        .filter((slot) => slot.signer !== 'bsre')
        .map((slot): FieldBox => {
          const found = marks.filter((mark) => mark.value.name === slot.name);
          const mark = found[0];
          if (mark === undefined || found.length !== 1)
            throw new TypesetError(
              'FIELD_GEOMETRY',
              `template ${facts.kind} places ${found.length} fields ${slot.name}, expected one`,
            );
          return mark.value;
        });
      const pdf = exportPdf(document, Math.floor(Date.parse(facts.createdAt) / 1000));
      return { pdf, fields, title: view.title, pages: document.numOfPages };
    } finally {
      // Without this the engine keeps some 4 MB per document.
      compiler.evictCache(0);
    }
  };

  return {
    typeset(facts, emblem) {
      try {
        return compileDocument(facts, emblem);
      } finally {
        releaseEngineMemory();
      }
    },
  };
};
