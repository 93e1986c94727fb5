import type { z } from 'zod';

/** One setting, declared beside the code that uses it. `.env.example` and the README's table are generated from it. */
export interface Setting<Value = unknown> {
  /** Default as written in `.env`; empty: no default. */
  default: string;
  /** Description: one sentence, one line. */
  is: string;
  /** The value is never printed, not even in a fault. */
  secret?: true;
  /**
   * Generates a value, as written in `.env`, where none is set. It is stored in `DATA_DIR/secrets.json`. Production
   * refuses to start with a generated value.
   */
  generate?: () => string;
  /** Stored data cannot be read without it. It is not generated where the file of secrets exists already. */
  irreplaceable?: true;
  /** Parses the value given, else the default. Not applied to the default where a value is generated. */
  schema: z.ZodType<Value, string>;
}

/** Settings by name. */
export type SettingRows = Readonly<Record<string, Setting>>;

/** Parsed values by the name of the setting. */
export type Parsed<Rows extends SettingRows> = { readonly [Name in keyof Rows]: z.output<Rows[Name]['schema']> };

/** Reports a setting at fault; `problem` says what is wrong and what to do. */
export type ReportFault<Rows extends SettingRows> = (name: keyof Rows & string, problem: string) => void;

/** Settings of one owner. */
export interface SettingGroup<Rows extends SettingRows = SettingRows> {
  /** Heading in `.env.example`. */
  title: string;
  rows: Rows;
  /** Reports faults that involve several settings. */
  check?(settings: Parsed<Rows>, fault: ReportFault<Rows>, context: { production: boolean }): void;
}
