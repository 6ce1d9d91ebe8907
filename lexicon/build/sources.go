package main

// A pinned package that the packs are built from. Nothing else is read but lexicon/data.
type pinned struct {
	registry string // deb or npm
	name     string
	version  string
	licence  string
	sha256   string
}

// sources is the one table of where words come from. SOURCES.md says what each one gives.
// A new version is a new line here and a new run of go generate.
var sources = []pinned{
	{
		"deb", "tesseract-ocr-spa", "1:4.1.0-2", "Apache-2.0",
		"0801ffaed45c241a2aa17496cc0f21861eb6a0fae946fdf05c650448a5882565",
	},
	{
		"deb", "tesseract-ocr-eng", "1:4.1.0-2", "Apache-2.0",
		"9242d054563262398f8cf41fbd96fcc72f9dde70db16de18539882a6cff74f9d",
	},
	{
		"deb", "tesseract-ocr-vie", "1:4.1.0-2", "Apache-2.0",
		"1ba3dcd144d65d0f4cf7b8cb87a29b7ba35746f830261074942d38fe07404da3",
	},
	{
		"deb", "tesseract-ocr-fra", "1:4.1.0-2", "Apache-2.0",
		"9987c4124bc6ee3f49d89710735cd5493a02b6c66f85c92385234dfc4de9b4ec",
	},
	{
		"deb", "tesseract-ocr-por", "1:4.1.0-2", "Apache-2.0",
		"02c651b9f8c67ef2b0d830adda168ccfd7cb295c7a28ab217e187eb381005fa1",
	},
	{
		"deb", "tesseract-ocr-ita", "1:4.1.0-2", "Apache-2.0",
		"1425ea229b2de05a71f0c3ca31e522724ed7219b36429aef36877c8fd2d37268",
	},
	{
		"deb", "tesseract-ocr-deu", "1:4.1.0-2", "Apache-2.0",
		"01b50e1211a634b54090c05084d758656c62ff18078698a9b1981097b812fce2",
	},
	{
		"deb", "libreoffice-help-es", "4:7.4.7-1+deb12u14", "MPL-2.0",
		"9128a84d83d92c8b1c618d90469d16affddb7d1290b09d42a0c5109cb16f0480",
	},
	{
		"deb", "libreoffice-help-en-us", "4:7.4.7-1+deb12u14", "MPL-2.0",
		"8faa840285734d6cfe1ed25537b48f07e74bd6412e3917bf8e5f8a653f7b3712",
	},
	{
		"deb", "libreoffice-help-fr", "4:7.4.7-1+deb12u14", "MPL-2.0",
		"c796530d3e95af1ea4d054076682efc8aad2b569ae9513f3d4a776b2df3fd206",
	},
	{
		"deb", "libreoffice-help-pt", "4:7.4.7-1+deb12u14", "MPL-2.0",
		"0130802d755de8666c663cc0745ba7a23d546d35a918f349a7a9adb78d16e7a4",
	},
	{
		"deb", "libreoffice-help-pt-br", "4:7.4.7-1+deb12u14", "MPL-2.0",
		"600d4294e52a6534be923521aff7b1b9eb7e6ddb7e30b2598ad04b2fe9cf8278",
	},
	{
		"deb", "libreoffice-help-it", "4:7.4.7-1+deb12u14", "MPL-2.0",
		"7fa29342a302bb495981fdabf98f3a9c3628123f3f191b2a5c95cb583c9ff212",
	},
	{
		"deb", "libreoffice-help-de", "4:7.4.7-1+deb12u14", "MPL-2.0",
		"00490b63c509ac96f7f212d6a6e40452d3e0d1f97ccf4b824dd5ec4c01e8277f",
	},
	{
		"deb", "libreoffice-help-vi", "4:7.4.7-1+deb12u14", "MPL-2.0",
		"fcc4f84cd28d094f8663d1b68b98a7d562f3c71c8beeb71401c4859f1027aaaf",
	},
	{
		"deb", "hunspell-es", "1:7.5.0-1", "MPL-1.1",
		"f6de258db3830b26a9afe4ebd269fdabc8bd5adf71fc7465152c6a51c33626b9",
	},
	{
		"deb", "hunspell-en-us", "1:2020.12.07-2", "SCOWL",
		"04fdf8f6d3171d72980e8ebe4cb1a00c8100e609025cabb65dfb8f7170e65e07",
	},
	{
		"deb", "hunspell-fr-classical", "1:7.0-1", "MPL-2.0",
		"4dda94962c68d6a9276949b314f56a17f739da395f8f7978a49d1886d613526c",
	},
	{
		"deb", "hunspell-pt-pt", "1:7.5.0-1", "MPL-1.1",
		"00df1a3df04c8b93c9cd9b5a1afcda1c11e9f9fb418237320439f5213bf70aad",
	},
	{
		"deb", "hunspell-pt-br", "1:7.5.0-1", "MPL",
		"4f88b45a442440cbfa95d2e9a7276b2492469499d9949aa008fc2fad9e5f2b82",
	},
	{
		"deb", "python3-pattern", "2.6+git20180818-4", "BSD-3-Clause",
		"9bdb8e36c780db9c701fa9519425c0217fbab2bc1af28eb127caaa6bde7fc4b1",
	},
	{
		"deb", "iso-codes", "4.15.0-1", "LGPL-2.1+",
		"b1beb869303229c38288d4ddacfd582c91f594759b5767c9cecebd87f16ff70e",
	},
	{
		"npm", "@zxcvbn-ts/language-es-es", "4.1.2", "MIT, ODC-BY",
		"5f98d17dde175d3d39bf9404d1d4b27a0b7b13a527f68a627dd78ce7409795b4",
	},
	{
		"npm", "@zxcvbn-ts/language-en", "4.1.1", "MIT, ODC-BY",
		"4515020b65ad9ea2b7dc9275089d60ceb39a267f4ed4b9389ff6a2c44f7372a8",
	},
	{
		"npm", "@zxcvbn-ts/language-fr", "4.1.2", "MIT, ODC-BY",
		"0102842dd0fcd3501807c37e14a37de9614a34d71f5dcfc23e80f67a6b0fbe16",
	},
	{
		"npm", "@zxcvbn-ts/language-pt-br", "4.1.1", "MIT, ODC-BY",
		"7d8466eed71d29aeeda07b11c238ba7ca5c5791aba1c1c1a3b361ffdb6e1bbc2",
	},
	{
		"npm", "@zxcvbn-ts/language-it", "3.0.2", "MIT",
		"26371cb82bd291af6ea2278ef507c76b0fb16b83e3ac8998aae9577df78d947f",
	},
	{
		"npm", "@zxcvbn-ts/language-de", "3.0.2", "MIT",
		"8b8b3879ce48c4ae35a3d11eb89981c00497007ba6541d514c9052b5a8a3096a",
	},
	{
		"npm", "@cspell/dict-vi-vn", "3.0.6", "MIT",
		"67f3a39052dd1018fac12825bf021ac877df661a061edd19fd4b3dda479a8f51",
	},
	{
		"npm", "cldr-localenames-full", "48.2.0", "Unicode-3.0",
		"7f2ac7fd3b5d90f56ad127f9ed5ae67b58b3e556818f55530b9f47bb81bcde57",
	},
	{
		"npm", "cldr-dates-full", "48.2.0", "Unicode-3.0",
		"0256f1cefeca14f7d515be4872dda48fcdd7e75381430f25aafd0143eae5b430",
	},
}
