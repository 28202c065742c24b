/** What later chapters may ask of the statistics of proposals. */
export { sessionNow } from '#duties/proposals/numbers.ts';
export { before } from '#duties/proposals/statistics/asked.ts';
export { sittingsKnown } from '#duties/proposals/statistics/sittings.ts';
export { spanWords, type Span } from '#duties/proposals/statistics/span.ts';
export { statisticsOn, type Statistics, type ToldRow, type ToldTable } from '#duties/proposals/statistics/statistics.ts';
