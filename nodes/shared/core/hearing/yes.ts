/** A short yes, as an answer to whether the messages should stop, or audio may be heard. */
export const isYes = (plain: string): boolean =>
	/^(sim|s|ss|isso|quero|pode|claro|confirmo|ok|exato)(,? (sim|quero|parar|pode|ouvir|isso|por favor|obrigad[oa]|pfv))*[\s!.]*$/.test(
		plain,
	);
