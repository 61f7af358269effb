export interface ImportFile {
  /** Named in problems; the bytes decide the format. Inside a folder its path there, with "/". */
  readonly fileName: string;
  readonly bytes: Uint8Array;
}
