import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { flawOfPng } from '../../core/roster/emblem-png.ts';
import { flawOfSvg } from '../../core/roster/emblem-svg.ts';
import { png, svg } from './emblem-drawings.ts';

describe('a PNG picture', () => {
  test.each([
    [{}],
    [{ side: 512, colour: 2 }],
    [{ colour: 6, depth: 16 }],
    [{ colour: 3, depth: 4 }],
    [{ colour: 0, depth: 1 }],
    [{ colour: 4, interlaced: true }],
    [{ extra: { type: 'tEXt', body: Buffer.from('Software\0x') } }],
  ])('is taken: %j', (picture) => {
    expect(flawOfPng(png(picture))).toBeUndefined();
  });

  test.each([
    ['a drawing under a wrong name', svg(), /bukan gambar PNG/],
    ['nothing', new Uint8Array(), /bukan gambar PNG/],
    ['its beginning only', png().subarray(0, 60), /terpotong/],
    ['one other bit', png().map((byte, at) => (at === 20 ? byte ^ 1 : byte)), /rusak/],
    ['a side of 20 000 pixels', png({ side: 20_000, pixels: new Uint8Array(1) }), /20000 × 20000/],
    ['a side of 16 pixels', png({ side: 16 }), /16 × 16/],
    ['a bomb of 100 MB', png({ pixels: new Uint8Array(100_000_000) }), /tidak dapat dibaca/],
    ['a line too few', png({ pixels: new Uint8Array(257 * 63) }), /tidak lengkap/],
    ['an unknown line filter', png({ pixels: new Uint8Array(257 * 64).fill(9) }), /tidak dapat dibaca/],
    ['an animation', png({ extra: { type: 'acTL', body: new Uint8Array(8) } }), /acTL/],
    ['a colour profile', png({ extra: { type: 'iCCP', body: deflateSync('x') } }), /profil warna/],
    ['a depth which does not exist', png({ colour: 2, depth: 4 }), /susunan/],
    ['a second picture behind its end', Buffer.concat([png(), png().subarray(8)]), /susunan/],
  ])('is refused: %s', (_, bytes, reason) => {
    expect(flawOfPng(bytes)).toMatch(reason);
  });
});

const clip = (inside: string) => `<clipPath id="b">${inside}</clipPath>`;

describe('an SVG drawing', () => {
  test.each([
    ['shapes, gradients, a clip', svg()],
    ['width and height without a box', svg('', 'width="100" height="120px"')],
    ['a title with an entity of XML itself', svg('<desc>A &amp; B</desc>')],
    ['a size beside the box', svg('', 'width="100%" height="12.5mm" viewBox="0 0 100 120"')],
    ['a transformed group', svg('<g transform="rotate(5)"><path d="M0 0"/></g>')],
  ])('is taken: %s', (_, bytes) => {
    expect(flawOfSvg(bytes)).toBeUndefined();
  });

  test.each([
    ['<script>alert(1)</script>', /<script>/],
    ['<path d="M0 0" onload="x()"/>', /onload/],
    ['<path d="M0 0" ONLOAD="x()"/>', /ONLOAD/],
    ['<foreignObject/>', /<foreignObject>/],
    ['<image href="data:image/png;base64,AA"/>', /<image>/],
    ['<image href="/etc/passwd"/>', /<image>/],
    ['<use href="#a"/>', /<use>/],
    ['<svg:script/>', /<svg:script>/],
    ['<text>Langkat</text>', /<text>/],
    ['<a href="https://x"/>', /<a>/],
    ['<style>@import url(https://x)</style>', /<style>/],
    ['<g class="x"/>', /class/],
    ['<filter id="f"/>', /<filter>/],
    ['<pattern id="p"/>', /<pattern>/],
    ['<set attributeName="href" to="x"/>', /<set>/],
    ['<linearGradient xlink:href="https://x#a"/>', /ke luar gambar/],
    ['<linearGradient href="&#35;a"/>', /tidak dikenal/],
    ['<g xml:base="https://x"/>', /xml:base/],
    ['<g fill="url(https://x#a)"/>', /fill/],
    ['<g fill="URL(//x#a)"/>', /fill/],
    ['<g style="fill:u\\72l(https://x)"/>', /style/],
    ['<g style="fill:&#117;rl(https://x)"/>', /tidak dikenal/],
    ['<g style="src:local(Arial)"/>', /style/],
    ['<clipPath id="b"><path d="M0 0" clip-path="url(#tepi)"/></clipPath>', /bersarang/],
    ['<clipPath id="b"><path d="M0 0" style="clip-path:url(#tepi)"/></clipPath>', /bersarang/],
    ['<g>', /tidak benar/],
    ['<svg/>', /<svg>/],
    ['</svg><svg xmlns="http://www.w3.org/2000/svg">', /<svg>/],
    ['<![CDATA[<script/>]]>', /tidak dikenal/],
    ['<?php x ?>', /tidak dikenal/],
    ['Kabupaten', /berada di dalam gambar/],
    ['<g fill="red" fill="blue"/>', /dua kali/],
    ['<g>'.repeat(80) + '</g>'.repeat(80), /bersarang lebih/],
    ['<g/>'.repeat(10_001), /lebih dari 10000 elemen/],
  ])('is refused: %s', (inside, reason) => {
    expect(flawOfSvg(svg(inside))).toMatch(reason);
  });

  // Each of these costs the typesetter minutes, or is an error to it which would stop every document.
  test.each([
    [
      'a clip of many shapes',
      '<g clip-path="url(#b)"/>'.repeat(4_000) + clip('<path d="M0 0h9"/>'.repeat(1_000)),
      /terlalu sering/,
    ],
    [
      'a clip of one long path',
      clip(`<path d="M0 0${'h1v1'.repeat(100_000)}"/>`) + '<g clip-path="url(#b)"/>'.repeat(99),
      /terlalu sering/,
    ],
    ['gradients of gradients', '<linearGradient id="c" href="#c"/>'.repeat(900), /terlalu sering/],
    ['an entity which nothing declares', '<desc>&a;</desc>', /tidak dikenal/],
    ['a control character', '<desc>\u{1}</desc>', /tidak dikenal/],
  ])('is refused before it is drawn: %s', (_, inside, reason) => {
    expect(flawOfSvg(svg(inside))).toMatch(reason);
  });

  test.each([
    [
      'an entity',
      '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
      /tidak dikenal/,
    ],
    ['HTML', '<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 1 1"/>', /bukan SVG/],
    ['no namespace', '<svg viewBox="0 0 1 1"/>', /bukan SVG/],
    ['no size', '<svg xmlns="http://www.w3.org/2000/svg"/>', /ukuran/],
    ['a hair', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 900"/>', /ukuran/],
    ['an infinite box', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e999 1e999"/>', /ukuran/],
    ['no width', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" width="0"/>', /width/],
    ['a word as height', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" height="x"/>', /height/],
    [
      'a prefix of nowhere',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><linearGradient xlink:href="#a"/></svg>',
      /ruang namanya/,
    ],
    ['nothing', '', /bukan gambar SVG/],
    ['not closed', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">', /tidak ditutup/],
  ])('is refused as a whole: %s', (_, source, reason) => {
    expect(flawOfSvg(new TextEncoder().encode(source))).toMatch(reason);
  });

  test('is refused when it is no UTF-8', () => {
    expect(flawOfSvg(Uint8Array.of(0x3c, 0xff))).toMatch(/UTF-8/);
  });
});
