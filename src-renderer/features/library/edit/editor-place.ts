import { create } from 'zustand';

interface EditorPlace {
  readonly file: string;
  /** 1-based; columns count code points. */
  readonly line: number;
  readonly column: number;
}

interface EditorPlaceState {
  readonly place: EditorPlace | undefined;
  readonly setPlace: (place: EditorPlace | undefined) => void;
}

/** Where the editor shall go as soon as it is there: another page sends the person to a line. */
export const useEditorPlace = create<EditorPlaceState>()((set) => ({
  place: undefined,
  setPlace: (place) => set({ place }),
}));
