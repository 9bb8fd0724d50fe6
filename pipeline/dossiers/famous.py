"""Companies and products that reports name without saying what they are: nobody writes "Google, a search company".

Names that are words as well ("Target", "Block", "Signal") are left out: such a one is known where a report says what it is.
"""

from __future__ import annotations

from functools import cache

from pipeline.dossiers.values import Kind
from pipeline.languages import words

# A space inside a name is written as an underscore.
_COMPANIES = """
google alphabet apple microsoft amazon meta facebook openai anthropic nvidia intel amd qualcomm broadcom tsmc asml samsung
samsung_electronics sk_hynix micron arm ibm oracle sap salesforce adobe cisco dell hp hewlett_packard_enterprise lenovo sony
panasonic toshiba fujitsu nec hitachi foxconn huawei xiaomi oppo vivo zte alibaba tencent baidu bytedance deepseek
moonshot_ai zhipu smic mediatek jd.com meituan didi softbank rakuten naver kakao lg lg_electronics nokia ericsson siemens
bosch infineon nxp stmicroelectronics spotify klarna adyen booking.com delivery_hero zalando sap_se mistral mistral_ai deepl
aleph_alpha hugging_face stability_ai midjourney cohere perplexity xai deepmind google_deepmind scale_ai databricks
snowflake palantir anduril cerebras groq coreweave together_ai elevenlabs character.ai inflection_ai thinking_machines_lab
anysphere github gitlab atlassian jetbrains docker hashicorp red_hat suse mozilla wikimedia cloudflare akamai fastly
digitalocean hetzner ovhcloud twilio okta crowdstrike palo_alto_networks fortinet zscaler sentinelone mandiant kaspersky
netflix disney warner_bros_discovery comcast verizon at&t t-mobile vodafone telefonica deutsche_telekom tesla spacex
starlink rivian waymo uber lyft airbnb doordash instacart ebay etsy paypal stripe visa mastercard coinbase binance robinhood
revolut monzo n26 shopify walmart tiktok snapchat pinterest reddit linkedin twitter discord telegram whatsapp instagram
youtube twitch roblox nintendo electronic_arts ubisoft activision_blizzard tiktok_shop zoom slack dropbox figma canva asana
servicenow workday duolingo coursera neuralink boeing airbus volkswagen bmw mercedes-benz toyota honda hyundai byd nio
infosys tcs wipro flipkart paytm zomato swiggy reliance_jio gojek sea_limited nubank mercado_libre rapidus kioxia
"""
_PRODUCTS = """
chatgpt gpt-4 gpt-4o gpt-5 claude_code gemini_pro copilot github_copilot iphone ipad macbook airpods apple_watch vision_pro ios
ipados macos android chrome chromebook windows_10 windows_11 xbox playstation nintendo_switch kubernetes postgresql pytorch
tensorflow whatsapp_business alexa kindle firefox photoshop tiktok_lite
"""
# a service that goes by the name of its own: a product, whoever owns it
_SERVICES = words("tiktok whatsapp instagram youtube linkedin twitch starlink snapchat github")


@cache
def famous() -> dict[str, Kind]:
    """Give the kind of each, by its name as names are compared."""
    company: Kind = "company"
    product: Kind = "product"
    found = {name.replace("_", " "): company for name in words(_COMPANIES) - _SERVICES}
    return found | {name.replace("_", " "): product for name in words(_PRODUCTS) | _SERVICES}
