import { describe, expect, it } from 'vitest';
import { systemRandomness } from '../../adapters/embedded/system-randomness.ts';
import { drawPublicCode, groupPublicCode, readPublicCode } from '../../core/document/public-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('the public code', () => {
  it('is read back as typed by people', () => {
    const code = drawPublicCode({ bytes: (length) => new Uint8Array(length).fill(1) });
    expect(groupPublicCode(code)).toMatch(/^1111-1111-1111-1111-.$/);
    expect(readPublicCode(groupPublicCode(code).toLowerCase())).toBe(code);
    expect(readPublicCode(code.replaceAll('1', 'l'))).toBe(code);
  });

  it('refuses every single wrong character', () => {
    const code = drawPublicCode(systemRandomness);
    for (let position = 0; position < code.length; position++)
      for (const other of alphabet) {
        if (other === code.charAt(position)) continue;
        expect(readPublicCode(code.slice(0, position) + other + code.slice(position + 1))).toBeUndefined();
      }
  });

  it('refuses what is not a code', () => {
    for (const typed of [
      '',
      'U'.repeat(17),
      '0'.repeat(16),
      '0'.repeat(18),
      '../../etc/passwd',
      '0'.repeat(10_000),
    ])
      expect(readPublicCode(typed)).toBeUndefined();
  });
});
