import type { INodeProperties } from 'n8n-workflow';

import { INVENTIONS } from '../../shared/core/hearing/inventions';
import { AUDIO_QUESTION } from '../audioConsent';
import { MEDIA_HOSTS, MOST_MEGABYTES } from '../recording';
import { AUDIO_SECONDS } from '../transcription';

export const audio: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'audio',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: { operation: ['transcribe'] } },
		options: [
			{
				displayName: 'Allow Private Addresses',
				name: 'allowPrivate',
				type: 'boolean',
				default: false,
				description: 'Whether files may come over plain HTTP and from private networks. Only for a provider in your own network.',
			},
			{
				displayName: 'Allowed Media Hosts',
				name: 'mediaHosts',
				type: 'string',
				typeOptions: { rows: 3 },
				default: MEDIA_HOSTS,
				description: 'Hosts that audio may be downloaded from, one a line, subdomains included; * for any public host',
			},
			{
				displayName: 'Known Inventions',
				name: 'inventions',
				type: 'string',
				typeOptions: { rows: 4 },
				default: INVENTIONS,
				description:
					'What the transcription model writes where nobody spoke, one a line: a recording that holds nothing else was not heard',
			},
			{
				displayName: 'Language',
				name: 'language',
				type: 'string',
				default: 'pt',
				placeholder: 'e.g. pt',
				description: 'Language of the audio, as a two-letter code',
			},
			{
				displayName: 'Longest Audio (Seconds)',
				name: 'maxSeconds',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 300,
				description: 'Longer audio is not transcribed: the customer is asked to write',
			},
			{
				displayName: 'Max Megabytes',
				name: 'maxMegabytes',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_MEGABYTES },
				default: MOST_MEGABYTES,
				description: 'Larger files are not downloaded',
			},
			{
				displayName: 'Question Before Listening',
				name: 'consentQuestion',
				type: 'string',
				typeOptions: { rows: 3 },
				default: AUDIO_QUESTION,
				description:
					'Asked when a customer sends their first audio; until they answer yes, none of it is downloaded or transcribed. Without this option audio is heard unasked.',
			},
			{
				displayName: 'Timeout (Seconds)',
				name: 'timeoutSeconds',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: AUDIO_SECONDS,
				description:
					'How long the download and the transcription may take together; with the time of the model, less than the lease of the turn',
			},
			{
				displayName: 'Transcription Model',
				name: 'transcriptionModel',
				type: 'string',
				default: 'whisper-1',
				placeholder: 'e.g. whisper-1',
				description: 'Speech-to-text model of the OpenAI credential',
			},
		],
	},
];
