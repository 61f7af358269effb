import * as z from 'zod';
import { sha256Hex } from '../../core/document/sha256.ts';
import type { ShownDocument } from '../../core/signing/sign-documents.ts';

/** `id:sha256`, as a form carries one document with the revision that was shown. */
export const shownDocument = z
  .string()
  .regex(/^[0-9a-f]{32}:[0-9a-f]{64}$/)
  .transform((text): ShownDocument => ({ id: text.slice(0, 32), shown: sha256Hex.parse(text.slice(33)) }));

/** One or several of them, each document once. */
export const shownDocuments = (most: number) =>
  z
    .union([shownDocument.transform((one) => [one]), z.array(shownDocument).max(most)])
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length);
