import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { DocumentKind } from '../core/typeset/facts.ts';
import { createTypesetter, defaultTemplatesRoot, type Typesetter } from '../core/typeset/typeset.ts';
import { TypesetError } from '../core/typeset/typeset-error.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { pagePictures } from './page-pictures.ts';
import { readPreviewData } from './preview-data.ts';
import { describe } from './roster-files.ts';
import { watchFolders } from './watch-folders.ts';

export interface PreviewRequest {
  readonly kind: DocumentKind;
  readonly data: string;
  readonly government?: string | undefined;
  readonly out: string;
  /** Folder with `shared/` and one folder per kind. */
  readonly templates?: string | undefined;
}

const dotsPerInch = 110;

/** `ikrar template preview`: PDF and a PNG per page; with `watch` again after every change, until Ctrl-C. */
export async function preview(request: PreviewRequest, watch: boolean): Promise<number> {
  const templatesRoot = resolve(request.templates ?? defaultTemplatesRoot());
  const typesetter = createTypesetter({ templatesRoot });
  if (!watch) return await previewOnce(typesetter, request);

  const data = resolve(request.data);
  const ownFolders =
    request.government === undefined
      ? []
      : [resolve(request.government), join(resolve(request.government), request.kind)];
  const folders = [join(templatesRoot, 'shared'), join(templatesRoot, request.kind), ...ownFolders];
  if (folders.includes(resolve(request.out)))
    throw new UsageError('--out: diharapkan folder lain dari yang sedang diamati.');
  const watched = [
    ...folders.filter((folder) => existsSync(folder)).map((folder) => ({ folder })),
    { folder: dirname(data), file: basename(data) },
  ];
  const again = async () => {
    try {
      await previewOnce(typesetter, request);
    } catch (error) {
      // An editor which writes anew leaves nothing there for a moment.
      if (!(error instanceof UsageError)) throw error;
      process.stderr.write(`${error.message}\n`);
    }
  };
  await watchFolders(watched, again, () =>
    process.stderr.write('Mengamati perubahan; Ctrl-C untuk berhenti.\n'),
  );
  return exitCode.done;
}

async function previewOnce(typesetter: Typesetter, request: PreviewRequest): Promise<number> {
  const { kind, data, government, out } = request;
  const read = await readPreviewData(kind, data, government);
  for (const warning of read.warnings) process.stderr.write(`Perhatian: ${describe(warning)}\n`);
  if (!read.ok) {
    for (const problem of read.problems) process.stderr.write(`${describe(problem)}\n`);
    process.stderr.write(`${read.problems.length} masalah; pratinjau tidak dibuat.\n`);
    return exitCode.data;
  }
  const started = performance.now();
  let pdf: Uint8Array;
  let pages: number;
  try {
    ({ pdf, pages } = typesetter.typeset(read.facts, read.emblem));
  } catch (error) {
    if (!(error instanceof TypesetError)) throw error;
    process.stderr.write(`Templat ditolak (${error.code}):\n${error.message}\n`);
    return exitCode.data;
  }
  const milliseconds = Math.round(performance.now() - started);
  const pictures = await pagePictures(pdf, dotsPerInch);
  await write(out, kind, pdf, pictures);
  process.stdout.write(
    `${join(out, `${kind}.pdf`)}: ${pages} halaman, ${milliseconds} milidetik, ${read.warnings.length} peringatan\n`,
  );
  return exitCode.done;
}

async function write(
  out: string,
  kind: DocumentKind,
  pdf: Uint8Array,
  pictures: readonly Uint8Array[],
): Promise<void> {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, `${kind}.pdf`), pdf);
  for (const [index, picture] of pictures.entries())
    await writeFile(join(out, `${kind}-${index + 1}.png`), picture);
  // Pages which the document no longer has.
  for (const name of await readdir(out)) {
    const page = name.startsWith(`${kind}-`) && /-(\d+)\.png$/.exec(name)?.[1];
    if (page && name === `${kind}-${page}.png` && Number(page) > pictures.length) await rm(join(out, name));
  }
}
