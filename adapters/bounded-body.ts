export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

/** The body of an answer from a stranger, never more of it than `most` bytes. Throws BodyTooLarge. */
export async function boundedBody(response: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels the stream.
    if (length > most) throw new BodyTooLarge(`more than ${most} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
