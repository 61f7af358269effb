import QRCode from 'qrcode';
import { expect, test } from 'vitest';
import { qrDrawing } from '../../core/typeset/qr-drawing.ts';

test('the drawing holds exactly the dark modules, inside a quiet zone of four', () => {
  const link = 'https://ikrar.example.go.id/d/7K3M9Q2XW5T8R4VNC';
  const { modules } = QRCode.create(link, { errorCorrectionLevel: 'M' });

  const svg = qrDrawing(link);

  const drawn = new Set<string>();
  for (const [, x, y, length] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1\.03/g))
    for (let step = 0; step < Number(length); step += 1)
      drawn.add(`${Number(x) - 4 + step},${Number(y) - 4}`);
  const dark = new Set<string>();
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) dark.add(`${column},${row}`);
  expect(drawn).toEqual(dark);
  expect(svg).toContain(`viewBox="0 0 ${modules.size + 8} ${modules.size + 8}"`);
});
