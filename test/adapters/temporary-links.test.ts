import { describe, expect, it } from 'vitest';
import { contentDisposition } from '../../adapters/content-disposition.ts';
import { temporaryLinks } from '../../adapters/embedded/temporary-links.ts';

const sha256 = 'ab'.repeat(32);
const now = new Date('2027-01-15T02:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const links = temporaryLinks('https://ikrar.example.go.id', new Uint8Array(32).fill(7));
const issued = links.issue(sha256, 'Pakta 1 & 2 — é.pdf', now, 60);

describe('temporary links', () => {
  it('open until their time, also by path alone', () => {
    const leave = { sha256, fileName: 'Pakta 1 & 2 — é.pdf' };
    expect(issued.startsWith(`https://ikrar.example.go.id/unduh/${sha256}?`)).toBe(true);
    expect(links.open(issued, now)).toEqual(leave);
    expect(links.open(issued.replace('https://ikrar.example.go.id', ''), later(59))).toEqual(leave);
    expect(links.open(issued, later(60))).toBeUndefined();
    expect(links.open(issued, later(1e9))).toBeUndefined();
  });

  it('do not open under another key', () => {
    const other = temporaryLinks('https://ikrar.example.go.id', new Uint8Array(32).fill(8));
    expect(other.open(issued, now)).toBeUndefined();
  });

  it.each([
    ['another hash', issued.replace('abab', 'abac')],
    ['a later time', issued.replace(/sampai=(\d+)/, (_, time) => `sampai=${Number(time) + 1}`)],
    ['the same time written otherwise', issued.replace('sampai=', 'sampai=0')],
    ['another name', issued.replace('Pakta', 'Fakta')],
    ['another mark', issued.replace(/tanda=./, (start) => (start.endsWith('A') ? 'tanda=B' : 'tanda=A'))],
    ['a short mark', issued.slice(0, -1)],
    ['no mark', issued.replace(/&tanda=.*/, '')],
    ['a name given twice', issued.replace('?', '?nama=x&')],
    ['more than was signed', `${issued}&lain=x`],
    ['another path', issued.replace('/unduh/', '/unduhan/')],
    ['no query', issued.replace(/\?.*/, '')],
    ['nothing', ''],
    ['no URL', 'http://[::1'],
  ])('do not open with %s', (_, url) => {
    expect(links.open(url, now)).toBeUndefined();
  });
});

it('names a download without breaking the header', () => {
  const header = contentDisposition('a"b\\c\r\nSet-Cookie: x=y; é*\'(1).pdf');
  expect(header).not.toMatch(/[\r\n]/);
  expect(header).toBe(
    'attachment; filename="a_b_c__Set-Cookie_ x_y_ ___(1).pdf"; ' +
      "filename*=UTF-8''a%22b%5Cc%0D%0ASet-Cookie%3A%20x%3Dy%3B%20%C3%A9%2A%27%281%29.pdf",
  );
});
