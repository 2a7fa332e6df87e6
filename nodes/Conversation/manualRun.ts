import type { IExecuteFunctions } from 'n8n-workflow';

type Context = Pick<IExecuteFunctions, 'getMode' | 'getExecutionId'>;

/** Whether somebody started this run in the editor, where pinned data comes again and again with the same id. */
export const isManual = (context: Context): boolean => context.getMode() === 'manual';

/** The key of what comes again in a manual run: it is played as something new. Production knows it by its own key and plays it once. */
export const keyOfRun = (context: Context, key: string): string => `${key}#${context.getExecutionId()}`;
