"""Hindi in Latin letters, as most of it is written in captions: told by its small words."""

from collections.abc import Sequence

FEWEST = 2  # small words: one alone is a name or another language
LEAST_SHARE = 0.12  # of the words

SMALL_WORDS = frozenset(
    """
    hai hain hoon hun tha thi thay hoga hogi honge hona hota hoti hote hua hui hue
    nahi nahin nhi nai haan mat kya kyu kyun kyon kyunki kaise kaisa kaisi kab kahan kaha kaun kitna kitni kitne konsa
    mera meri mere tera teri tere hamara hamari hamare humara humari humare tumhara tumhari tumhare apna apni apne
    uska uski uske iska iski iske unka unki unke inka inki inke jiska jiski jiske kisi kuch kuchh koi sab sabhi sabko
    mujhe mujhko mujhse tujhe tumhe tumhein tumko aap aapka aapki aapke aapko aapne hum humne humko hame hamein humein
    maine tumne usne isne unhone inhone unko inko usko isko yeh woh wo ye yahan yaha wahan waha jahan jab tab abhi aaj
    aur lekin magar agar phir fir bhi sirf bas bahut bohot bahot bhot thoda thodi zyada jyada accha acha achha achi
    acche ache achhe bura sahi galat wala wali wale waala waali waale karo karna karne karta karti karte kar karke
    kiya kiye karega karenge karunga karungi raha rahi rahe rha rhi rhe gaya gayi gaye gya jao jana jane jata jati jate
    jaa jayega aao aana aane aata aati aate aaya aayi aaye dekho dekha dekhna dekhne dekhte dekhiye suno sunna bolo
    bola bole bolna bolte batao bataya batana lagta lagti lagte laga lagi chahiye chahte chahta milega mila mile milta
    milte liye liya lena lene deta dete dena dene diya dijiye kijiye sakte sakta sakti wahi yahi dil pyaar pyar zindagi
    jindagi duniya log logon dost doston dosto bhai bhaiya yaar yaaro ladka ladki paisa paise ghar khana khane pani
    baat baatein waqt din raat subah shaam saal naya nayi naye purana banaye banana banane banaya mein hindustan
    desh namaste shukriya dhanyavaad kripya zaroor jaldi tarah tarika saath sath bina upar neeche andar bahar
    """.split()
) - {"banana", "mat", "hue", "kar", "din", "tab", "ye", "wo", "bas", "hum"}  # words of other languages first


def is_hindi(words: Sequence[str]) -> bool:
    """Say whether lower-cased words are Hindi: at least two different small words, and an eighth of all."""
    small = SMALL_WORDS.intersection(words)
    return len(small) >= FEWEST and len(small) >= LEAST_SHARE * len(words) and all(map(str.isascii, words))
