import type { z } from 'zod';

/** One setting: a row beside its owner. The README's table and `.env.example` are generated from it. */
export interface Setting<Value = unknown> {
  /** As written in `.env`; empty where nothing is assumed. */
  default: string;
  /** What it is, in one sentence without a line break. */
  is: string;
  /** Never printed, not even where it is at fault. */
  secret?: true;
  /**
   * Makes a value, as it would stand in `.env`, where none is set. It is kept in `DATA_DIR/secrets.json`; production refuses to start
   * without one that is set.
   */
  generate?: () => string;
  /** What is stored cannot be read without it: it is never generated anew beside secrets that are there. */
  irreplaceable?: true;
  /** Sees the value given, or the default; not asked where the value is generated. */
  schema: z.ZodType<Value, string>;
}

export type SettingRows = Readonly<Record<string, Setting>>;

/** The parsed values of rows, by name. */
export type Parsed<Rows extends SettingRows> = { readonly [Name in keyof Rows]: z.output<Rows[Name]['schema']> };

/** Reports that a setting is at fault; `problem` says what is wrong and what to do. */
export type ReportFault<Rows extends SettingRows> = (name: keyof Rows & string, problem: string) => void;

/** The settings of one owner. */
export interface SettingGroup<Rows extends SettingRows = SettingRows> {
  /** Heading in `.env.example`. */
  title: string;
  rows: Rows;
  /** Reports faults that no single setting shows. */
  check?(settings: Parsed<Rows>, fault: ReportFault<Rows>, context: { production: boolean }): void;
}
