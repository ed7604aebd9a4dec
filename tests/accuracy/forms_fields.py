# SPDX-License-Identifier: GPL-3.0-or-later
"""What the forms print: lines of the head, then labels with a letter for the kind of answer (forms.py)."""


def fields(text):
    """"label|kind" by line."""
    return [tuple(line.strip().rsplit("|", 1)) for line in text.strip().split("\n")]


FORMS = {
    "form_sf86": (["Standard Form 86", "Revised November 2016", "U.S. Office of Personnel Management",
                   "5 CFR Parts 731, 732, and 736",
                   "QUESTIONNAIRE FOR NATIONAL SECURITY POSITIONS", "Form approved: OMB No. 3206 0005"], fields("""
        Last name|l
        First name|f
        Middle name|f
        Date of birth|d
        City|w
        County|w
        Country|w
        Social Security Number|s
        Passport number|p
        Height|c
        Weight|c
        Hair color|w
        Eye color|w
        Home telephone|t
        Current address|a""")),
    "form_sf85p": (["Standard Form 85P", "U.S. Office of Personnel Management", "QUESTIONNAIRE FOR PUBLIC TRUST POSITIONS",
                    "OMB No. 3206-0258"], fields("""
        Last name|l
        First name|f
        Date of birth|d
        Place of birth|w
        Social Security Number|s
        Citizenship|w
        Work telephone|t
        Address|a
        Employer|w
        Supervisor|n""")),
    "form_sf85": (["Standard Form 85", "U.S. Office of Personnel Management", "QUESTIONNAIRE FOR NON-SENSITIVE POSITIONS",
                   "OMB No. 3206-0261"], fields("""
        Full name|n
        Date of birth|d
        Place of birth|w
        Social Security Number|s
        Other names used|l
        Address|a
        Telephone|t
        Employer|w
        Supervisor|n""")),
    "form_eqip": (["Electronic Questionnaires for Investigations Processing (e-QIP)", "Investigation Request #12345678",
                   "SF86 Format",
                   "Certification That My Answers Are True"], fields("""
        Full name|n
        Date of birth|d
        Place of birth|w
        Social Security Number|s
        Citizenship|w
        Home address|a
        Telephone|t
        Employer|w
        Relationship|w""")),
    "form_sf50": (["Standard Form 50", "Rev. 7/91", "U.S. Office of Personnel Management", "NOTIFICATION OF PERSONNEL ACTION"],
                  fields("""
        Name (Last, First, Middle)|n
        Social Security Number|s
        Date of Birth|d
        Effective Date|d
        5-A. Code|c
        5-B. Nature of Action|w
        Legal Authority|x
        Position Title|w
        Pay Plan|c
        Veterans Preference|w
        Tenure|w
        FEGLI|w
        Duty Station|w""")),
    "form_sf52": (["Standard Form 52", "REQUEST FOR PERSONNEL ACTION", "PART A - Requesting Office"], fields("""
        Actions Requested|w
        For Additional Information Call|n
        Proposed Effective Date|d
        Action Requested By|n
        Action Authorized By|n
        Name (Last, First, Middle)|n
        Social Security Number|s
        Date of Birth|d
        Position Title|w
        Pay Plan|c""")),
    "form_dd214": (["CERTIFICATE OF RELEASE OR DISCHARGE FROM ACTIVE DUTY", "DD FORM 214, AUG 2009", "MEMBER - 4"], fields("""
        Name (Last, First, Middle)|n
        Department|w
        Social Security Number|s
        Grade, rate or rank|c
        Date of birth (YYYYMMDD)|y
        Place of entry into active duty|w
        Primary specialty|x
        Decorations, medals|w
        Character of service|w
        Separation authority|x
        Separation code|c
        Reentry code|c
        Narrative reason for separation|w""")),
    "form_dd1172": (["APPLICATION FOR IDENTIFICATION CARD/DEERS ENROLLMENT", "DD FORM 1172-2", "OMB No. 0704-0415"], fields("""
        Name (Last, First, Middle)|n
        Sponsor|n
        SSN|s
        Date of birth|y
        Relationship|w
        Dependent|n
        Home address|a
        Telephone|t
        Eligibility|w
        Verifying official|n""")),
    "form_dd1610": (["REQUEST AND AUTHORIZATION FOR TDY TRAVEL OF DOD PERSONNEL", "DD FORM 1610, MAY 2003",
                     "Reference: Joint Travel Regulations"], fields("""
        Name (Last, First, Middle)|n
        Social Security Number|s
        Position title and grade|w
        Organization|w
        Approx. no. of TDY days|c
        Proceed o/a|y
        Itinerary|w
        Mode of transportation|w
        Per diem|m
        Accounting citation|x
        Travel authorization number|k""")),
    "form_dts": (["Defense Travel System", "Travel Authorization", "Authorization Number: EWSPRINGF020323"], fields("""
        Traveler|n
        SSN|s
        Organization|w
        Departure point|w
        Itinerary|w
        Lodging|m
        Per diem|m
        Rental car|w
        Accounting classification|x""")),
    "form_dd93": (["RECORD OF EMERGENCY DATA", "DD FORM 93, JAN 2008"], fields("""
        Name (Last, First, Middle)|n
        SSN|s
        Spouse name|n
        Address|a
        Children|n
        Father name|n
        Mother name|n
        Do not notify due to ill health|n
        Designee|n
        Beneficiary|n
        Relationship|w
        Death gratuity|m""")),
    "form_dd2875": (["SYSTEM AUTHORIZATION ACCESS REQUEST (SAAR)", "DD FORM 2875, MAY 2022"], fields("""
        Type of request|w
        User ID|x
        Name (Last, First, Middle)|n
        Organization|w
        Phone|t
        Job title|w
        Citizenship|w
        Designation of person|w
        Justification for access|w
        Type of access|w
        Clearance level|w
        Date of investigation|y
        Supervisor|n""")),
    "form_dd254": (["DEPARTMENT OF DEFENSE CONTRACT SECURITY CLASSIFICATION SPECIFICATION", "DD FORM 254"], fields("""
        Clearance and safeguarding|w
        Facility clearance required|w
        Prime contract number|x
        CAGE code|c
        Name|w
        Address|a
        Cognizant security office|w
        Actual performance|w
        Public release|w
        Signature|n""")),
    "form_sf312": (["CLASSIFIED INFORMATION NONDISCLOSURE AGREEMENT", "AN AGREEMENT BETWEEN ... AND THE UNITED STATES",
                    "STANDARD FORM 312"],
                   fields("""
        Name|n
        Social Security Number|s
        Organization|w
        Address|a
        Date|d
        Signature|n
        Witness|n
        Acceptance|n""")),
    "form_w2": (["Form W-2 Wage and Tax Statement 2022", "OMB No. 1545-0008"], fields("""
        Employee's social security number|s
        Employer identification number|e
        Employer's name, address, and ZIP code|w
        Control number|c
        Wages, tips, other compensation|m
        Federal income tax withheld|m
        Social security wages|m
        Social security tax withheld|m
        Medicare wages and tips|m
        State wages, tips|m""")),
    "form_1040": (["Form 1040", "U.S. Individual Income Tax Return 2022", "OMB No. 1545-0074"], fields("""
        First name|f
        Last name|l
        Your social security number|s
        Spouse's social security number|s
        Home address|a
        Dependents|n
        Adjusted gross income|m
        Standard deduction|m
        Taxable income|m
        Amount you owe|m
        Routing number|r
        Account number|k""")),
    "form_w4": (["Form W-4", "Employee's Withholding Certificate", "OMB No. 1545-0074"], fields("""
        First name|f
        Last name|l
        Social security number|s
        Address|a
        Claim dependents|m
        Extra withholding|m
        Employer identification number|e
        First date of employment|d
        Signature|n""")),
    "form_i9": (["Employment Eligibility Verification", "USCIS Form I-9", "OMB No. 1615-0047"], fields("""
        Last Name (Family Name)|l
        First Name (Given Name)|f
        Address (Street Number and Name)|a
        Date of Birth (mm/dd/yyyy)|d
        Social Security Number|s
        Document Number|p
        Issuing Authority|w
        Expiration Date (mm/dd/yyyy)|d
        First day of employment|d""")),
    "form_cms1500": (["HEALTH INSURANCE CLAIM FORM", "APPROVED BY NATIONAL UNIFORM CLAIM COMMITTEE (NUCC) 02/12", "CMS-1500",
                      "OMB-0938-1197"], fields("""
        Insured's I.D. number|x
        Patient's name|n
        Patient's birth date|d
        Address|a
        Patient relationship to insured|w
        Insured's policy group|x
        Date of current illness|d
        Name of referring provider|n
        Diagnosis or nature of illness or injury|w
        Federal Tax I.D. number|e
        Signature|n""")),
    "form_ub04": (["UB-04 CMS-1450", "Uniform Bill", "APPROVED OMB NO. 0938-0997"], fields("""
        Patient control|x
        Type of bill|c
        Statement covers period|d
        Patient name|n
        Birth date|d
        Revenue code|c
        Total charges|m
        Payer name|w
        Insured's name|n
        Attending|n""")),
    "form_sf1449": (["SOLICITATION/CONTRACT/ORDER FOR COMMERCIAL ITEMS", "STANDARD FORM 1449"], fields("""
        Requisition number|x
        Solicitation number|x
        Award effective date|d
        Offer due date|d
        Schedule of supplies|w
        Unit price|m
        Discount terms|x
        Contracting officer|n
        Name|w
        Telephone|t""")),
    "form_sf33": (["SOLICITATION, OFFER AND AWARD", "STANDARD FORM 33"], fields("""
        Solicitation number|x
        Rated order|c
        Issued by|w
        Effective date|d
        Requisition|x
        ACRN|c
        Name|w
        Address|a
        Telephone|t
        Contracting officer|n""")),
    "form_ddep": (["DIRECT DEPOSIT SIGN-UP FORM", "Standard Form 1199A", "OMB No. 1510-0007"], fields("""
        Name|n
        Address|a
        Telephone|t
        Payee|n
        Claim or payroll|w
        Type of payment|w
        Financial institution|w
        Routing number|r
        Depositor|n
        Account number|k""")),
    "form_medrec": (["CHRONOLOGICAL RECORD OF MEDICAL CARE", "SF 600"], fields("""
        Patient name|n
        Date of birth|d
        MRN|h
        Chief Complaint|w
        History of Present Illness|w
        Review of Systems|w
        Medications|w
        Allergies|w
        Vital Signs|x
        Assessment|w
        Plan|w""")),
    "form_idscan": (["PASSPORT/PASSEPORT", "Passport No. / No. du passeport"], fields("""
        Passport No.|p
        Surname|l
        Given names|f
        Nationality|w
        Date of birth|d
        Place of birth|w
        Date of issue|d
        Date of expiration|d
        Authority|w""")),
}

RESUME = """Resume of Walter Wetherby
walter.wetherby@fieldpost.net, (703) 555-0123

OBJECTIVE
Senior logistics planner

EXPERIENCE
Supply officer, 2009 to 2022, Springfield
Warehouse clerk, 2004 to 2009, Lakewood

EDUCATION
B.A. in history, 2004

SKILLS
Inventory, planning, Spanish

CERTIFICATIONS
Forklift licence 2011

REFERENCES
On request
"""

NDA = """NON-DISCLOSURE AGREEMENT

This agreement is made on 3 February 2023, the Effective Date, between Wetherby Ltd (the Disclosing Party) and Elena Eastbrook
(the Receiving Party), hereinafter the parties. Confidential Information means all drawings and prices.

Name: Elena Eastbrook
Address: 12 Mill Lane, Springfield
Date: 3 February 2023
Signature: E. Eastbrook

Governing law: the laws of Illinois. In witness whereof the parties have signed.
"""

RATINGS = """SOURCE SELECTION INFORMATION - SEE FAR 2.101 AND 3.104
Source selection evaluation, technical factor

Offeror A: Outstanding
Offeror B: Acceptable
Offeror C: Marginal

Strengths: plan. Weaknesses: staffing. Deficiencies: none. Past performance: relevant.
"""

# Papers that are no forms to fill in.
PAPERS = {
    "form_resume": [("completed", RESUME), ("completed", "Curriculum vitae\n\n" + RESUME)],
    "form_nda": [("completed", NDA), ("blank", """NON-DISCLOSURE AGREEMENT

This agreement is made on ________, the Effective Date, between ________ (the Disclosing Party) and ________ (the Receiving
Party), hereinafter the parties. Confidential Information means all information marked as such.

Name: ____________
Address: ____________
Date: ____________
Signature: ____________

Governing law: ____________. In witness whereof the parties have signed.
""")],
    "form_ssel": [("completed", RATINGS), ("blank", """SOURCE SELECTION INFORMATION - SEE FAR 2.101 AND 3.104
Source selection evaluation, technical factor

Offeror A:
Offeror B:
Offeror C:

Strengths:
Weaknesses:
Deficiencies:
Past performance:
""")],
}
