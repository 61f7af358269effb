import { hybridPdf } from '../../pades/reader/hybrid-pdf.ts';
import { identifiers, samplePdf, twoFieldObjects } from '../../pades/reader/sample-pdf.ts';
import { type HostileSigner, sampleWith } from '../../verification/attacks/hostile-signer.ts';
import type { NamedFile } from './case-group.ts';

const field = (name: string, rest = '') =>
  `<</Type /Annot /Subtype /Widget /FT /Sig /T (${name}) /Rect [0 0 0 0] /F 132 /P 3 0 R ${rest}>>`;
const locked = (lock: string) =>
  sampleWith(
    { number: 5, body: field('head', '/Lock 8 0 R') },
    { number: 8, body: `<</Type /SigFieldLock ${lock}>>` },
  );
const plain = () => samplePdf(twoFieldObjects, identifiers);

/** What signatures forbid and what certifies, and hybrid files, which two kinds of readers look up otherwise. */
export async function tamperedPermissions(hostile: HostileSigner): Promise<readonly NamedFile[]> {
  const second = (file: Uint8Array) => hostile.sign({ file, field: 'regional-head' });
  const certified = (file: Uint8Array, name: string) => certify(hostile, file, name);
  const hybrid = await hostile.sign({ file: hybridPdf({ objects: twoFieldObjects, hidden: [6] }) });
  const lock = async (what: string) => second(await hostile.sign({ file: locked(what) }));
  return [
    ['certified-first', await second(await certified(plain(), 'head'))],
    ['certified-late', await certified(await hostile.sign(), 'regional-head')],
    ['certified-twice', await certified(await certified(plain(), 'head'), 'regional-head')],
    ['lock-kept', await lock('/Action /Include /Fields [(head)]')],
    ['lock-violated', await lock('/Action /Include /Fields [(regional-head)]')],
    ['lock-forbids-changes', await lock('/Action /Include /Fields [(head)] /P 1')],
    ['hybrid-signed', hybrid],
  ];
}

/** Certified for signing, over the room a long /Reason leaves. */
function certify(hostile: HostileSigner, file: Uint8Array, name: string): Promise<Uint8Array> {
  const reference = '/Reference [<</TransformMethod /DocMDP /TransformParams <</P 2 /V /1.2>>>>]';
  return hostile.sign({
    file,
    field: name,
    reason: 'x'.repeat(200),
    change: (text) =>
      text.replace(/\/Reason ?\(x+\)|\/Reason ?<(?:[0-9A-Fa-f]{2}){200,}>/, (all) =>
        reference.padEnd(all.length),
      ),
  });
}
