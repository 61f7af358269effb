import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checks } from '../checks.ts';
import { makeDecisiveFile } from '../decisive-file.ts';
import { conformanceRoom } from '../judges/command.ts';
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
export const judgeDecisive = async (checks: Checks): Promise<void> => {
  const room = join(conformanceRoom, 'decisive');
  await rm(room, { recursive: true, force: true });
  await mkdir(room, { recursive: true });
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
  checks.refused('pdfsig', 'a changed byte', await pdfsig(flipped));
  checks.refused('mutool', 'a changed byte', await mutool(flipped));
  checks.refused('openssl', 'a changed byte', await openssl(flipped, trust));
  checks.refused('pyHanko', 'a changed byte', await pyhanko(flipped, trust, lta));
  checks.refused('EU DSS', 'a changed byte', await dss(flipped, trust, archived));

  const retimed = [await sabotage.flipTimestampedByte(final, broken('changed-timestamped-byte'))];
  checks.refused('openssl', 'a byte changed under the timestamp', await openssl(retimed, trust));
  checks.refused('pyHanko', 'a byte changed under the timestamp', await pyhanko(retimed, trust, lta));
  checks.refused('EU DSS', 'a byte changed under the timestamp', await dss(retimed, trust, archived));

  const turned = [await sabotage.addIncrement('page', final, broken('turned-page'))];
  checks.refused(
    'pyHanko',
    'a page turned after signing',
    await pyhanko(turned, trust, { ltvProfile: 'basic' }),
  );
  checks.refused('EU DSS', 'a page turned after signing', await dss(turned, trust));

  const cut = [await sabotage.cutArchive(final, broken('without-archive'))];
  checks.refused('pyHanko', 'a file without archive', await pyhanko(cut, trust, lta));
  checks.refused('EU DSS', 'a file without archive', await dss(cut, trust, archived));

  const strangeRoot = await sabotage.makeStrangeRoot(room);
  checks.refused('openssl', 'an unknown root', await openssl([final], strangeRoot));
  checks.refused('pyHanko', 'an unknown root', await pyhanko([final], strangeRoot, lta));
  checks.refused('EU DSS', 'an unknown root', await dss([final], strangeRoot, archived));

  const untagged = [await sabotage.addIncrement('mark-info', revisionZero, broken('untagged'))];
  checks.refused('veraPDF 2a', 'a file without tags', await verapdf(untagged, '2a'));
  checks.refused('veraPDF ua1', 'a file without tags', await verapdf(untagged, 'ua1'));
  checks.refused(
    'qpdf',
    'a wrong startxref',
    await qpdf([await sabotage.breakCrossReference(final, broken('xref'))]),
  );
};
