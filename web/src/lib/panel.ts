/** The part of the address that says what stands in the panel on the right: one thing at a time. */
export interface PanelSearch {
  /** Document in the viewer, its revision, the passage in code points, and the page of a PDF. */
  doc?: string | undefined;
  rev?: string | undefined;
  start?: number | undefined;
  end?: number | undefined;
  page?: number | undefined;
  /** Which citation opened it: `message:number`. Previous and next go through that answer's citations. */
  cite?: string | undefined;
  /** Message whose sources are listed, with scores and checks. */
  sources?: string | undefined;
  /** Artifact: `message:index`. */
  artifact?: string | undefined;
  /** The map of branches. */
  map?: boolean | undefined;
}

const EMPTY: PanelSearch = {
  doc: undefined,
  rev: undefined,
  start: undefined,
  end: undefined,
  page: undefined,
  cite: undefined,
  sources: undefined,
  artifact: undefined,
  map: undefined,
};

/** The address with this in the panel, and nothing else there; `{}` closes it. */
export function inPanel<S extends PanelSearch>(old: S, panel: PanelSearch): S {
  return { ...old, ...EMPTY, ...panel };
}
