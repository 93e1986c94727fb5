/** One import, re-export, import() or require(). */
export interface Import {
  /** Path of the importing file from the top of the repository, e.g. dialogs/step.ts. */
  from: string;
  /** The same for a file of ours, or the name of a package. */
  to: string;
  /** Leaves nothing behind in the compiled code. */
  typeOnly: boolean;
}

/** Names the imports that break it, and what to do about each. */
export interface Rule {
  says: string;
  broken(one: Import): boolean;
  remedy: string;
}

/** The folders of the product: nlu, dialogs, bot. */
export const FOLDERS: readonly string[];
/** Every rule there is about imports between folders. */
export const RULES: readonly Rule[];
/** Directory of the repository. */
export const root: string;
/** Path of a file from the top of the repository, with slashes. */
export const pathOf: (file: string) => string;
/** What `specifier` in the file `from` means: the path of a file of ours, or the name of a package. */
export const toTarget: (from: string, specifier: string) => string;
