import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '#platform/root.ts';
import { wrongImports } from './setup/import-direction.ts';

test('imports run backwards through the chapters, and only through the doors', () => {
  const paths = globSync('src/**/*.{ts,tsx}', { cwd: projectRoot, exclude: ['**/*.test.*', '**/*.test-d.*'] });
  const sources = new Map(paths.map((path) => [path.replaceAll('\\', '/'), readFileSync(join(projectRoot, path), 'utf8')]));
  expect(sources.size).toBeGreaterThan(50);
  expect(wrongImports(sources)).toEqual([]);
});

describe('the rule itself', () => {
  const wrong: [path: string, source: string, verdict: string][] = [
    ['src/platform/time.ts', "import { slices } from '#county.ts';", 'reads ahead'],
    ['src/platform/http/site.tsx', "import '../../duties/deeds/record.ts';", 'reads ahead'],
    ['src/institutions/members/facts.ts', "import { proposal } from '#duties/proposals/record.ts';", 'reads ahead'],
    ['src/plans/clauses/facts.ts', "import type {\n  Deed,\n} from '#duties/deeds/record.ts';", 'reads ahead'],
    ['src/assessment/scores.ts', "export { speech } from '../reports/speech/facts.ts';", 'reads ahead'],
    ['src/reports/board.tsx', "const store = await import('#duties/opinions/store.ts');", 'reaches into'],
    ['src/duties/opinions/actions.ts', "import { memberChoices } from '#institutions/members/routes.tsx';", 'reaches into'],
    ['src/institutions/posts/actions.ts', "import { vacate } from '../members/actions.ts';", 'reaches into'],
    ['src/duties/deeds/facts.ts', "import { opinion } from '#duties/opinions/record.ts';", 'is a duty that reads another'],
    ['src/duties/crossings/chain.ts', "import { reply } from '../proposals/actions.ts';", 'reaches into'],
    ['src/duties/deeds/routes.tsx', "import { chainOf } from '#duties/crossings/chain.ts';", 'reaches into'],
    ['src/county.ts', "import { mount } from '#duties/deeds/routes.tsx';", 'reaches into'],
    ['src/reports/figures.ts', "import { testDatabase } from '../../test/setup/database.ts';", 'leaves the house'],
    ['src/helpers/text.ts', "import { day } from '#platform/time.ts';", 'is in no chapter of the order'],
  ];
  test.each(wrong)('%s: %s', (path, source, verdict) => {
    expect(wrongImports(new Map([[path, source]]))).toEqual([expect.stringContaining(`${path} ${verdict}: `)]);
  });

  const right: [path: string, source: string][] = [
    ['src/duties/deeds/routes.tsx', "import { heldWords } from '#duties/held.ts';\nimport { own } from './actions.ts';"],
    ['src/duties/crossings/facts.ts', "import { opinion } from '../opinions/record.ts';\nimport { proposal } from '../proposals/record.ts';"],
    ['src/duties/deeds/routes.tsx', "import { itemsOf } from '#duties/crossings/facts.ts';"],
    ['src/reports/speech/quote.ts', "import { figures } from '#duties/deeds/facts.ts';\nimport { z } from 'zod';"],
    ['src/county.ts', "import { deeds } from '#duties/deeds/slice.ts';"],
    ['src/server.ts', "import { openHouse } from '#county.ts';\nimport { settle } from '../db/demo-county/county.ts';"],
    ['src/institutions/members/facts.ts', "import { person } from '#institutions/people/record.ts';"],
  ];
  test.each(right)('%s may: %s', (path, source) => {
    expect(wrongImports(new Map([[path, source]]))).toEqual([]);
  });
});
