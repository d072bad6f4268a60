/** Why a text is left as it is. The message is the reason alone. */
export class Unsortable extends Error {
  override readonly name = "Unsortable";
}
