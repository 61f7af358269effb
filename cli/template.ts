import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type DocumentKind, documentKinds, templates } from '../core/typeset/facts.ts';
import { defaultTemplatesRoot } from '../core/typeset/typeset.ts';
import { exitCode, UsageError } from './exit-code.ts';
import { preview } from './template-preview.ts';

/** `ikrar template list | sample KIND | preview KIND`: for those who keep templates (docs/templates.md). */
export async function templateCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      government: { type: 'string' },
      out: { type: 'string', default: 'pratinjau' },
      templates: { type: 'string' },
      watch: { type: 'boolean', default: false },
    },
  });
  const [action, name, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`tidak diharapkan ${JSON.stringify(rest.join(' '))}.`);
  switch (action) {
    case 'list':
      for (const kind of documentKinds) process.stdout.write(`${kind}  versi ${templates[kind].version}\n`);
      return exitCode.done;
    case 'sample':
      process.stdout.write(await readFile(sampleOf(readKind(name))));
      return exitCode.done;
    case 'preview': {
      const kind = readKind(name);
      const { data = sampleOf(kind), watch, ...request } = values;
      return await preview({ ...request, kind, data }, watch);
    }
    default:
      throw new UsageError('diharapkan list, sample JENIS, atau preview JENIS.');
  }
}

const sampleOf = (kind: DocumentKind): string => join(defaultTemplatesRoot(), kind, 'sample.json');

function readKind(name: string | undefined): DocumentKind {
  const kind = documentKinds.find((candidate) => candidate === name);
  if (kind !== undefined) return kind;
  throw new UsageError(
    `diharapkan jenis dokumen ${documentKinds.join(', ')}; yang diterima ${JSON.stringify(name ?? '')}.`,
  );
}
