/** What is offered and ordered are the county's kinds of deeds: what was done for an order is one. */
export { deedKinds as usualServices, kindWord as serviceWord } from '#duties/deeds/record.ts';
export { expectKind as expectService, kindChoices as serviceChoices } from '#duties/deeds/facts.ts';
