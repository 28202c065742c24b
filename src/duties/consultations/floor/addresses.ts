import { consultation } from '#duties/consultations/record.ts';

/** 会场: where everything stands that was said, voted and agreed at one consultation. */
export const floorAddress = (consultationId: string): string => `/${consultation.path}/${consultationId}/floor`;
