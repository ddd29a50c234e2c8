/** How a picture is to be turned to be seen as it was taken: the EXIF orientation, 1 for as it is stored. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** A picture as the document holds it, and where its bytes are. */
export type PhotoPixels =
  /** The file itself is what a PDF holds. */
  | { readonly kind: 'jpeg'; readonly colors: 1 | 3 }
  | {
      readonly kind: 'png';
      readonly bits: 1 | 2 | 4 | 8;
      /** Of a pixel as it is stored: 1 grey or a place in the palette, 2 grey and alpha, 3 RGB, 4 RGB and alpha. */
      readonly channels: 1 | 2 | 3 | 4;
      /** RGB triples. */
      readonly palette?: Uint8Array;
    };

/** A file of the evidence that can be drawn. */
export interface Photo {
  /** Below the run folder: it names the photo. */
  readonly file: string;
  /** As stored. */
  readonly width: number;
  readonly height: number;
  readonly orientation: Orientation;
  readonly pixels: PhotoPixels;
  /** The file's bytes, read anew: one photo is in memory at a time. */
  readonly bytes: () => Promise<Buffer>;
}

/** Why a picture is only named: it is of a kind that is not drawn, larger than what is drawn, or damaged. */
export type PhotoProblem = 'kind' | 'large' | 'broken';

/** What is known of the files of a run, by their names; what is no picture at all is not in it. */
export type Photos = ReadonlyMap<string, Photo | PhotoProblem>;

/** Width and height as seen. */
export function seenSize({ width, height, orientation }: Photo): readonly [width: number, height: number] {
  return orientation >= 5 ? [height, width] : [width, height];
}
