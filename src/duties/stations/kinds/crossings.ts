/** What is offered and ordered are the kinds of deeds: what was done for an order is one. */
export { deedKinds as serviceKinds } from '#duties/deeds/record.ts';
