import { count, entry, type PdfDictionary } from './objects.ts';
import { PdfMalformed } from './pdf-malformed.ts';

interface RowShape {
  readonly bytesPerPixel: number;
  readonly rowBytes: number;
}

/** Undoes /Predictor of ISO 32000-1 §7.4.4.4: 1 none, 2 TIFF (8 bits), 10-15 PNG. */
export function undoPredictor(data: Uint8Array, parameters: PdfDictionary | undefined): Uint8Array {
  const predictor = parameters === undefined ? 1 : integer(parameters, 'Predictor', 1);
  if (parameters === undefined || predictor === 1) return data;
  const colors = integer(parameters, 'Colors', 1);
  const bits = integer(parameters, 'BitsPerComponent', 8);
  const columns = integer(parameters, 'Columns', 1);
  if (colors < 1 || colors > 32 || ![1, 2, 4, 8, 16].includes(bits) || columns < 1 || columns > 1 << 24) {
    throw new PdfMalformed('filter', parameters.start, 'predictor parameters out of range');
  }
  const shape = {
    bytesPerPixel: Math.max(1, (colors * bits) >> 3),
    rowBytes: Math.ceil((colors * bits * columns) / 8),
  };
  if (predictor === 2 && bits === 8) return undoTiff(data, shape);
  if (predictor >= 10 && predictor <= 15) return undoPng(data, shape, parameters.start);
  throw new PdfMalformed('filter', parameters.start, `predictor ${predictor} is not read here`);
}

function integer(parameters: PdfDictionary, key: string, byDefault: number): number {
  const value = entry(parameters, key);
  if (value === undefined) return byDefault;
  const number = count(value);
  if (number === undefined) throw new PdfMalformed('filter', value.start, `/${key} is not an integer`);
  return number;
}

function undoTiff(data: Uint8Array, { bytesPerPixel, rowBytes }: RowShape): Uint8Array {
  const out = Uint8Array.from(data);
  for (let i = 0; i < out.length; i++) {
    if (i % rowBytes >= bytesPerPixel) out[i] = (out[i] ?? 0) + (out[i - bytesPerPixel] ?? 0);
  }
  return out;
}

function undoPng(data: Uint8Array, { bytesPerPixel, rowBytes }: RowShape, offset: number): Uint8Array {
  const rows = Math.ceil(data.length / (rowBytes + 1));
  const out = new Uint8Array(rows * rowBytes);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * (rowBytes + 1);
    const type = data[from] ?? 0;
    if (type > 4) throw new PdfMalformed('filter', offset, `PNG row filter ${type} does not exist`);
    const available = Math.min(rowBytes, data.length - from - 1);
    for (let i = 0; i < available; i++) {
      const at = row * rowBytes + i;
      const left = i >= bytesPerPixel ? (out[at - bytesPerPixel] ?? 0) : 0;
      const up = row > 0 ? (out[at - rowBytes] ?? 0) : 0;
      const upLeft = row > 0 && i >= bytesPerPixel ? (out[at - rowBytes - bytesPerPixel] ?? 0) : 0;
      out[at] = (data[from + 1 + i] ?? 0) + predict(type, left, up, upLeft);
    }
    length += available;
  }
  return out.subarray(0, length);
}

function predict(type: number, left: number, up: number, upLeft: number): number {
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  if (type !== 4) return 0;
  const estimate = left + up - upLeft;
  const [toLeft, toUp, toUpLeft] = [left, up, upLeft].map((value) => Math.abs(estimate - value));
  if ((toLeft ?? 0) <= (toUp ?? 0) && (toLeft ?? 0) <= (toUpLeft ?? 0)) return left;
  return (toUp ?? 0) <= (toUpLeft ?? 0) ? up : upLeft;
}
