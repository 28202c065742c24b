import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

type Violation = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'][number];

/** What axe has against the page as it stands; a page that is still being exchanged for the next one is waited for. */
export async function violationsOn(page: Page): Promise<Violation[]> {
  await page.locator('html:not([aria-busy="true"])').waitFor({ state: 'attached' });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] }).analyze();
  return violations;
}
