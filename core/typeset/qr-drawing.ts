import QRCode from 'qrcode';

/** ISO/IEC 18004 asks for a quiet zone of four modules. */
const quietZone = 4;

/**
 * A QR code as an SVG drawing in black on white, quiet zone included, error correction level M.
 * Runs overlap the next row by a hair: readers that smooth edges would otherwise draw white seams.
 */
export const qrDrawing = (text: string): string => {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const side = modules.size + 2 * quietZone;
  let path = '';
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column += 1;
      path += `M${start + quietZone} ${row + quietZone}h${column + 1 - start}v1.03h-${column + 1 - start}z`;
    }
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}">` +
    `<path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000" d="${path}"/></svg>`
  );
};
