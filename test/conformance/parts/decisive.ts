import { join } from 'node:path';
import type { Checks } from '../checks.ts';
import { makeDecisiveFile } from '../decisive-file.ts';
import { dss } from '../judges/dss.ts';
import { mutool } from '../judges/mutool.ts';
import { openssl } from '../judges/openssl.ts';
import { pdfsig } from '../judges/pdfsig.ts';
import { pyhanko } from '../judges/pyhanko.ts';
import { qpdf } from '../judges/qpdf.ts';
import { verapdf } from '../judges/verapdf.ts';
import * as sabotage from '../sabotage.ts';

const archived = { level: 'PAdES-BASELINE-LTA' } as const;
const lta = { ltvProfile: 'pades-lta' } as const;

/**
 * One file with everything (two signatures, DSS, document timestamp) before every judge at the strictest setting,
 * then its broken variants: each judge has to refuse what it is there to see, or its acceptance means nothing.
 */
export const judgeDecisive = async (checks: Checks, room: string): Promise<void> => {
  const { revisionZero, final, trust } = await makeDecisiveFile(room);

  checks.accepted('qpdf', await qpdf([revisionZero, final]));
  checks.accepted('veraPDF 2a', await verapdf([revisionZero, final], '2a'));
  checks.accepted('veraPDF ua1', await verapdf([revisionZero, final], 'ua1'));
  checks.accepted('pdfsig', await pdfsig([final], { signatures: 2 }));
  checks.accepted('mutool', await mutool([final]));
  checks.accepted('openssl', await openssl([final], trust));
  checks.accepted('pyHanko (pades-lta)', await pyhanko([final], trust, lta));
  checks.accepted('EU DSS (B-LTA)', await dss([final], trust, archived));

  const broken = (name: string) => join(room, `${name}.pdf`);
  const flipped = [await sabotage.flipSignedByte(final, broken('changed-byte'))];
  const byte = 'a changed byte';
  checks.refused('pdfsig', byte, await pdfsig(flipped), /Digest Mismatch/);
  checks.refused('mutool', byte, await mutool(flipped), /Digest error/);
  checks.refused('openssl', byte, await openssl(flipped, trust), /signature: .*verification failure/);
  checks.refused('pyHanko', byte, await pyhanko(flipped, trust, lta), /HASH_FAILURE/);
  checks.refused(
    'EU DSS',
    byte,
    await dss(flipped, trust, archived),
    /signature 1: TOTAL_FAILED HASH_FAILURE/,
  );

  const retimed = [await sabotage.changeTimestampedSpace(final, broken('changed-timestamped-space'))];
  const space = 'a space changed under the timestamp';
  checks.refused('openssl', space, await openssl(retimed, trust), /timestamp: .*message imprint mismatch/);
  checks.refused('pyHanko', space, await pyhanko(retimed, trust, lta), /^timestamp.*: INVALID/);
  checks.refused(
    'EU DSS',
    space,
    await dss(retimed, trust, archived),
    /DOCUMENT_TIMESTAMP\): FAILED HASH_FAILURE/,
  );

  const turned = [await sabotage.addIncrement('page', final, broken('turned-page'))];
  const page = 'a page turned after signing';
  checks.refused(
    'pyHanko',
    page,
    await pyhanko(turned, trust, { ltvProfile: 'basic' }),
    /ILLEGAL_MODIFICATIONS/,
  );
  checks.refused('EU DSS', page, await dss(turned, trust), /undefined changes: .*\/Rotate/);

  const cut = [await sabotage.cutArchive(final, broken('without-archive'))];
  const bare = 'a file without archive';
  checks.refused('pyHanko', bare, await pyhanko(cut, trust, lta), /CERTIFICATE_CHAIN_GENERAL_FAILURE/);
  checks.refused('EU DSS', bare, await dss(cut, trust, archived), /level PAdES-BASELINE-T, expected/);

  const strangeRoot = await sabotage.makeStrangeRoot(room);
  const root = 'an unknown root';
  checks.refused(
    'openssl',
    root,
    await openssl([final], strangeRoot),
    /signature: .*certificate verify error/,
  );
  checks.refused('pyHanko', root, await pyhanko([final], strangeRoot, lta), /UNTRUSTED/);
  checks.refused('EU DSS', root, await dss([final], strangeRoot, archived), /NO_CERTIFICATE_CHAIN_FOUND/);

  const untagged = [await sabotage.addIncrement('mark-info', revisionZero, broken('untagged'))];
  checks.refused('veraPDF 2a', 'a file without tags', await verapdf(untagged, '2a'), /6\.7\.2\.2-1/);
  checks.refused('veraPDF ua1', 'a file without tags', await verapdf(untagged, 'ua1'), /6\.2-1/);
  const misplaced = [await sabotage.breakCrossReference(final, broken('xref'))];
  checks.refused('qpdf', 'a wrong startxref', await qpdf(misplaced), /xref not found/);
};
