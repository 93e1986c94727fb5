import { z } from 'zod';
import type { CorpusFile } from './corpus/corpusFiles';
import { CorpusError, readYaml } from './corpus/readYaml';
import type { TopicTable } from './classify.types';
import { ACTS, PRODUCT_INTENTS } from '../types';

const tableSchema = z.record(
  z
    .string()
    .regex(/^[a-z]+(?:_[a-z]+)*(?:\.[a-z]+(?:_[a-z]+)*)?$/, 'is no topic id: write group.topic in small letters'),
  z.enum([...PRODUCT_INTENTS, ...ACTS]),
);

/** Parses `nlu/topics.yaml`: topic → intent. @throws CorpusError */
export function parseTopics(file: CorpusFile): TopicTable {
  const table = new Map(Object.entries(readYaml(file, tableSchema)));
  if (table.size === 0) throw new CorpusError(`${file.name}: holds no topic; write topic: intent`);
  return table;
}

/** The group of a topic, and the name of its corpus file without `.yaml`: the part before the dot. */
export const groupOf = (topic: string): string => topic.split('.', 1)[0] ?? topic;
