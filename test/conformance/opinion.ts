import type { DssJudged } from './judges/dss.ts';
import type { IkrarJudged } from './judges/ikrar.ts';
import type { PyhankoJudged, PyhankoSignature } from './judges/pyhanko.ts';

/**
 * What three judges with three vocabularies say of a file. `intact` and `unknown` are both "cannot tell": the first
 * knows that nothing was changed and not whom to believe, the second does not even know what was signed.
 */
export type Opinion = 'valid' | 'not-valid' | 'intact' | 'unknown';

export const opinionOfIkrar = ({ report }: IkrarJudged): Opinion =>
  report.verdict !== 'cannot-tell' ? report.verdict : report.integrity === 'intact' ? 'intact' : 'unknown';

/** DSS answers for the cryptography and the chain, and only reports later changes: those it cannot explain count. */
export function opinionOfDss({ signatures, timestamps, reasons }: DssJudged): Opinion {
  const documentTimestamps = timestamps.filter(({ type }) => type === 'DOCUMENT_TIMESTAMP');
  const parts = [...signatures, ...documentTimestamps];
  if (parts.length === 0) return reasons[0] === 'no signature found' ? 'unknown' : 'not-valid';
  const changed = parts.some(
    ({ modifications: found }) =>
      found !== null &&
      (!found.byteRangeValid ||
        [found.undefined, found.annotation, found.visualDifferencePages, found.pageDifferencePages].some(
          (list) => list.length > 0,
        )),
  );
  if (changed || parts.some(({ indication }) => /FAILED$/.test(indication))) return 'not-valid';
  if (signatures.length === 0) return 'unknown';
  return signatures.every(({ indication }) => indication === 'TOTAL_PASSED') ? 'valid' : 'intact';
}

/** A signature pyHanko raises an error about, or whose coverage it cannot follow, is not valid. */
export function opinionOfPyhanko({ signatures, reasons }: PyhankoJudged): Opinion {
  if (signatures.length === 0) return reasons[0] === 'no signature found' ? 'unknown' : 'not-valid';
  if (!signatures.every(isSound)) return 'not-valid';
  const signed = signatures.filter(({ kind }) => kind === 'signature');
  if (signed.length === 0) return 'unknown';
  return signed.every((one) => (one.ades === undefined ? one.trusted === true : one.passed))
    ? 'valid'
    : 'intact';
}

const isSound = (one: PyhankoSignature): boolean =>
  one.error === undefined &&
  one.intact === true &&
  one.valid === true &&
  one.docMdpOk !== false &&
  !one.suspicious &&
  (one.coverage === 'ENTIRE_FILE' || one.coverage === 'ENTIRE_REVISION') &&
  one.modificationLevel !== 'OTHER';
