import type { RoomClaim } from './body-room.ts';

export type BodyRules = {
  /** As its sender says; nothing of a body which is far too large is read. */
  readonly announced: number;
  readonly limit: number;
  /** Up to here no body waits for room: whoever fills it stops nobody's signature. */
  readonly small: number;
  readonly claim: RoomClaim;
  /** Asked once, before anything larger is kept. */
  readonly admits: () => Promise<boolean>;
};

/** A stranger's body is not kept, nor is what is too large or what there is no room for. */
export type BodyReading = Uint8Array | 'too-large' | 'no-room' | 'stranger';

/**
 * A moderate excess is read and thrown away, since a browser that is still sending would lose the answer together with
 * the connection. What was thrown away holds no room while the rest of it comes.
 */
export async function readBody(chunks: AsyncIterable<Buffer>, rules: BodyRules): Promise<BodyReading> {
  const { announced, limit, small, claim, admits } = rules;
  const patience = 4 * limit;
  if (announced > patience) return 'too-large';
  const kept: Buffer[] = [];
  let size = 0;
  let admitted: boolean | undefined;
  let refused: Exclude<BodyReading, Uint8Array> | undefined;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > limit) refused = 'too-large';
    else if (size > small && !refused) {
      admitted ??= await admits();
      if (!admitted) refused = 'stranger';
      else if (!claim.take(chunk.length)) refused = 'no-room';
    }
    if (refused) {
      claim.release();
      kept.length = 0;
      if (size > patience) return refused;
    } else kept.push(chunk);
  }
  return refused ?? Buffer.concat(kept, size);
}
