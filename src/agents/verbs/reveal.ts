import type { Answer } from "../answer/answer";
import { targetOf } from "../target/targetOf";
import type { ArgumentsOfVerb } from "./verbArguments";
import type { VerbCall } from "./verbCall";

/** Shows something in the user's tree. */
export async function reveal(place: ArgumentsOfVerb<"reveal">, { world, options }: VerbCall): Promise<Answer> {
  const { system, ids } = await targetOf(world, place, options);
  await world.reveal(system.id, ids, options);
  return { about: ["It is shown in the user's VS Code."], origin: "", parts: [], hints: [] };
}
